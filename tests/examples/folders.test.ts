import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { defaultOptions } from "../../emulator/src/options";
import { localVariables, repository } from "./playground";

const examples = join(repository, "examples");
const folders = readdirSync(examples, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== "bin")
  .map(({ name }) => name);
const overview = readFileSync(join(examples, "README.md"), "utf8");

test("the overview links to every example and to nothing else", () => {
  const linked = [...overview.matchAll(/^\| \[([\w-]+)\]\(\1\) +\|/gm)].map(([, name]) => name);

  expect(linked.sort()).toEqual(folders.sort());
});

test.each(folders)("%s has a README and everything that a copy of it needs", (folder) => {
  const files = readdirSync(join(examples, folder));
  // Most are in TypeScript; the project file of the others names their runtime.
  const program = { yaml: ["Pulumi.yaml", "package.json"], python: ["__main__.py", "requirements.txt"] }[folder] ?? [
    "index.ts",
    "package.json",
    "tsconfig.json",
  ];

  expect(files).toEqual(expect.arrayContaining(["README.md", ...program]));
  const tests = [`${folder}.test.ts`, `${folder}-matrix.ts`].map((file) => join(repository, "tests", "examples", file));
  expect(tests.some(existsSync) || folder === "gitops").toBe(true);
});

test("the variables for the local cloud point at the emulator as the overview starts it", () => {
  const port = /--port N +port to listen on; 0 takes a free one \((\d+)\)/.exec(
    readFileSync(join(repository, "emulator", "src", "cli.ts"), "utf8"),
  );

  const file = readFileSync(join(repository, "examples", "local.env"), "utf8");
  expect(file).toContain(`"\${TENCENTCLOUD_EMULATOR_PORT:-${port?.[1] ?? ""}}"`);
  expect(file).toContain(`"http://${defaultOptions.host}:$TENCENTCLOUD_EMULATOR_PORT"`);
  expect(localVariables()).toMatchObject({ TENCENTCLOUD_REGION: defaultOptions.region });
});
