import { existsSync } from "node:fs";
import { join } from "node:path";
import { filesIn, packPackage, repository } from "./packed-package";
import { temporaryFolder } from "./temporary-folder";
import { run } from "./user-project";

const EXECUTABLE = "pulumi-resource-tencentcloud-postgres-ssl";

let tarball: string;
let files: string[];

beforeAll(async () => {
  tarball = await packPackage(temporaryFolder());
  files = filesIn(tarball);
});

test("the tarball contains the compiled package, the files that npm shows, and nothing else", () => {
  const outsideDist = files.filter((path) => !path.startsWith("dist/"));
  const plugin = ["PulumiPlugin.yaml", "package.json", EXECUTABLE, `${EXECUTABLE}.cmd`, "schema.json"];
  expect(outsideDist.sort()).toEqual(
    ["CHANGELOG.md", "LICENSE", "README.md", "package.json", ...plugin.map((name) => `plugin/${name}`)].sort(),
  );
});

test("every compiled file belongs to a source file, and none is left over from a deleted one", () => {
  const compiled = files.filter((path) => path.startsWith("dist/"));
  const modules = [...new Set(compiled.map((path) => path.replace(/(\.d)?\.[jt]s$/, "")))];
  expect(modules).toContain("dist/index");
  expect(compiled.sort()).toEqual(modules.flatMap((module) => [`${module}.d.ts`, `${module}.js`]).sort());

  const sourceOf = (module: string) => join(repository, `${module.replace("dist/", "provider/")}.ts`);
  // In a checkout in which a source was renamed `npm run clean` removes them; a real `npm pack` does so by itself.
  expect(modules.filter((module) => !existsSync(sourceOf(module)))).toEqual([]);
});

test("publint finds no mistake in package.json", async () => {
  expect(await tool("publint", "src/cli.js", ["run", "--strict", tarball])).toContain("All good!");
});

test("are-the-types-wrong finds the right types in CommonJS, ES modules and bundlers", async () => {
  const report = await tool("@arethetypeswrong/cli", "dist/index.js", [tarball, "--profile=node16", "--format=json"]);
  const { analysis } = JSON.parse(report) as { analysis: { problems: unknown } };
  // Resolution as before Node.js 12 knows no "exports"; programs do not import this one.
  expect(analysis.problems).toEqual([{ kind: "NoResolution", entrypoint: "./runtime", resolutionKind: "node10" }]);
});

/** Runs a tool of the repository. */
async function tool(name: string, program: string, args: readonly string[]): Promise<string> {
  return run("node", [join(repository, "node_modules", name, program), ...args], { cwd: repository });
}
