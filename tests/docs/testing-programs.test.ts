import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { linkTo } from "../package/link-to";
import { temporaryFolder } from "../package/temporary-folder";
import { codeBlocksOf, repository } from "./pages";

const PAGE = "docs/testing-programs.md";
const LINE_OF_NODE = 'import { before as beforeAll, test } from "node:test";\n';
const INSTALLED = ["@pulumi/pulumi", "@swc/core", "@swc/jest", "tsx"];

test("the unit test in the page passes in Node.js's runner and in jest, for both providers and both lookups", () => {
  const blocks = codeBlocksOf(PAGE);
  const codeOf = (file: string) => blocks.find(({ code }) => code.startsWith(`// ${file}\n`))?.code ?? "";
  const manifest = blocks.find(({ language }) => language === "json")?.code ?? "";
  const folder = projectWith({ "databases.ts": codeOf("databases.ts"), "package.json": manifest });

  const testFile = join(folder, "databases.test.ts");
  writeFileSync(testFile, codeOf("databases.test.ts"));
  expect(run(folder, ["--import", "tsx", "--test", testFile])).toMatch(/^. pass 3$/m);

  expect(codeOf("databases.test.ts")).toContain(LINE_OF_NODE);
  writeFileSync(testFile, codeOf("databases.test.ts").replace(LINE_OF_NODE, ""));
  const jest = join(repository, "node_modules", "jest", "bin", "jest.js");
  expect(run(folder, [jest, "--rootDir", folder])).toMatch(/^Tests: +3 passed, 3 total$/m);
});

function projectWith(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const links = INSTALLED.map((name) => [name, join(repository, "node_modules", name)] as const);
  for (const [name, target] of [...links, ["pulumi-tencentcloud-postgres-ssl", repository] as const])
    linkTo(join(folder, "node_modules", name), target);
  return folder;
}

/** All that a runner prints. jest reports on stderr. */
function run(cwd: string, args: readonly string[]): string {
  const withoutJest = Object.entries(process.env).filter(([name]) => !/^(JEST_|NODE_ENV|NODE_TEST)/.test(name));
  const env = Object.fromEntries(withoutJest);
  return execFileSync("sh", ["-c", 'exec "$0" "$@" 2>&1', process.execPath, ...args], { cwd, env, encoding: "utf8" });
}
