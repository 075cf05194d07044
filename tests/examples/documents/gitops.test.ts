import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { codeBlocks, readmeCommands } from "../code-blocks";
import { githubJob, gitlabJob, gitopsFile } from "../gitops/pipeline-files";
import { repository } from "../playground";

const document = readFileSync(join(repository, "docs", "gitops.md"), "utf8");

test("docs/gitops.md quotes the recipes exactly", () => {
  const recipes = [".github/workflows/drift.yml", ".gitlab-ci.yml", "operator/stack.yaml"].map(gitopsFile).map(flush);
  const quotes = codeBlocks("docs/gitops.md", "yaml").map(flush);

  expect(quotes).toHaveLength(recipes.length);
  quotes.forEach((quote, index) => expect(recipes[index]).toContain(quote));
});

test("the tests run every command of docs/gitops.md, with the recipes or with the operator's bucket", () => {
  const [initialise, bucket, ...others] = codeBlocks("docs/gitops.md", "sh");
  const [, , tried] = readmeCommands("gitops", 4);

  expect(others).toEqual([]);
  expect(tried.split("\n")).toContain(initialise?.trim());
  const url = /export PULUMI_BACKEND_URL='(.*)'/.exec(bucket ?? "")?.[1] ?? "";
  expect(gitopsFile("operator/stack.yaml")).toContain(`backend: ${url}\n`);
});

test("docs/gitops.md names each setting that GitHub's workflows read, and what each script runs", () => {
  const workflows = readdirSync(join(repository, "examples", "gitops", ".github", "workflows")).map((name) =>
    gitopsFile(`.github/workflows/${name}`),
  );
  const settings = new Set(workflows.join().match(/(?<=(?:vars|secrets)\.)\w+/g));
  const table = [...document.matchAll(/^\| `[A-Z].*$/gm)].join();
  expect(new Set(table.match(/[A-Z]+(_[A-Z]+)+/g))).toEqual(settings);

  for (const [, script = "", command = ""] of document.matchAll(/^\| `(ci\/\w+\.sh)` +\| `(.+?)` +\|/gm)) {
    const words = gitopsFile(script)
      .replaceAll('--stack "$stack" ', "")
      .replace(/\\\n */g, "");
    expect(words).toContain(command);
  }
});

test("the pipelines of GitHub and GitLab read the same variables", () => {
  expect([...gitlabJob("drift").expects].sort()).toEqual([...githubJob("up").expects].sort());
});

test("every recipe has the one setting for the mainland site that docs/mainland.md names", () => {
  const files = readdirSync(join(repository, "examples", "gitops", ".github", "workflows")).map(
    (name) => `.github/workflows/${name}`,
  );
  for (const file of [...files, ".gitlab-ci.yml", "operator/stack.yaml"]) {
    expect(gitopsFile(file)).toMatch(/mainland site.*\btencentcloudapi\.com/s);
    expect(gitopsFile(file)).toMatch(/^ +TENCENTCLOUD_DOMAIN:/m);
  }
  for (const block of codeBlocks("docs/oidc.md", "yaml")) expect(block).toMatch(/^ +TENCENTCLOUD_DOMAIN: /m);
});

/** A quote stands at the left margin, wherever it is in its file. */
function flush(text: string): string {
  return text.replace(/^ +/gm, "");
}
