import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { pages, repository, textOf } from "./pages";

const DECISION = "docs/internals/decisions/[0-9]{3}[a-z0-9-]*\\.md";

test.each(pages)("every link inside the repository has a target: %s", (page) => {
  expect(linksOf(page).filter((link) => !leadsSomewhere(page, link))).toEqual([]);
});

test("a page's headings have the anchors that GitHub gives them", () => {
  expect(anchorsOf("# `npm test`: what it does\n## What? Ever!\n## What? Ever!\n")).toEqual([
    "npm-test-what-it-does",
    "what-ever",
    "what-ever-1",
  ]);
});

test("a comment or setting that names a decision names one that exists", () => {
  const { stdout } = spawnSync(
    "git",
    ["grep", "--only-matching", "--no-index", "--exclude-standard", "-hE", DECISION],
    {
      cwd: repository,
      encoding: "utf8",
    },
  );
  const named = [...new Set(stdout.trim().split("\n"))];

  expect(named.length).toBeGreaterThan(1);
  expect(named.filter((path) => !existsSync(join(repository, path)))).toEqual([]);
});

function linksOf(page: string): string[] {
  const prose = withoutCode(textOf(page)).replaceAll(/`[^`\n]*`/g, "");
  const inline = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link);
  const references = [...prose.matchAll(/^\[[^\]]+\]: (\S+)/gm)].map(([, link = ""]) => link);
  return [...inline, ...references].filter((link) => !/^[a-z]+:/.test(link));
}

function leadsSomewhere(page: string, link: string): boolean {
  const [path = "", anchor] = link.split("#", 2);
  const target = path === "" ? page : join(dirname(page), decodeURIComponent(path));
  if (!existsSync(join(repository, target))) return false;
  if (anchor === undefined) return true;
  return statSync(join(repository, target)).isFile() && anchorsOf(textOf(target)).includes(anchor);
}

function anchorsOf(text: string): string[] {
  const seen = new Map<string, number>();
  return [...withoutCode(text).matchAll(/^#{1,6} (.+)$/gm)].map(([, title = ""]) => {
    const slug = title
      .trim()
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-");
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  });
}

function withoutCode(text: string): string {
  return text.replaceAll(/^( *)```.*?^\1```$/gms, "");
}
