import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { type CodeBlock, codeBlocksIn, codeBlocksOf, codeIn, describeBlock, pages, repository, textOf } from "./pages";

const SHELL = ["sh", "bash", "console"];
/** Languages of blocks, and who sees to it that they are right. */
const CHECKED = new Set([...SHELL, "json", "yaml", "ts", "typescript", "js", "javascript"]);
/** Pictures, other vendors' languages in the emulator's README, and the Registry's, which have a test of their own. */
const NOT_OURS = new Set(["mermaid", "python", "go", "hcl", "csharp", "java"]);

const scripts = (JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as { scripts: object }).scripts;

test("every code block is in a language that is checked", () => {
  const unchecked = pages
    .flatMap(codeBlocksOf)
    .filter(({ language }) => !CHECKED.has(language) && !NOT_OURS.has(language));
  expect(unchecked.map((block) => `${describeBlock(block)} ${block.language}`)).toEqual([]);
});

test("bash can parse every block of commands", () => {
  const unreadable = codeBlocksIn(...SHELL).flatMap((block) => {
    const { status, stderr } = spawnSync("bash", ["-n"], { input: block.code, encoding: "utf8" });
    return status === 0 ? [] : [`${describeBlock(block)}: ${stderr}`];
  });
  expect(unreadable).toEqual([]);
});

test("every block of JSON or YAML can be parsed", () => {
  const isReadable = ({ language, code }: CodeBlock): boolean => {
    try {
      if (language === "json") JSON.parse(code);
      return language === "json" || parseAllDocuments(code).every(({ errors }) => errors.length === 0);
    } catch {
      return false;
    }
  };
  expect(
    codeBlocksIn("json", "yaml")
      .filter((block) => !isReadable(block))
      .map(describeBlock),
  ).toEqual([]);
});

test("every npm script that a page names exists", () => {
  const named = pages
    .flatMap((page) => [...textOf(page).matchAll(/npm run ([a-z][a-z:-]*)/g)].map(([, name = ""]) => ({ page, name })))
    .filter(({ name }) => !Object.hasOwn(scripts, name));
  expect(named).toEqual([]);
});

test("every file and folder that CONTRIBUTING names exists", () => {
  const paths = codeIn(textOf("CONTRIBUTING.md")).filter((code) =>
    /^(provider|emulator|examples|tests|scripts|benchmarks|docs|\.changeset)\/[\w./-]*$/.test(code),
  );
  expect(paths.length).toBeGreaterThan(20);
  expect(paths.filter((path) => !existsSync(join(repository, path)))).toEqual([]);
});
