import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { filesIn, packPackage, repository } from "../../package/packed-package";
import { temporaryFolder } from "../../package/temporary-folder";
import { run } from "../../package/user-project";
import { firstLine } from "../emulator-process";
import { query } from "../postgres/connections";

const mostMegabytes = 75;
const project = temporaryFolder();
let tarball: string;

beforeAll(async () => {
  tarball = await packPackage(temporaryFolder(), join(repository, "emulator"));
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: "outside", private: true }));
  await install(tarball);
});

test("the tarball holds the compiled package, its pages and what npm shows of it, and nothing else", () => {
  const folders = /^(dist\/.*\.(js|d\.ts)|console\/[\w.-]+|bin\/tencentdb-postgres-emulator\.js)$/;
  const others = filesIn(tarball).filter((path) => !folders.test(path));
  expect(others.sort()).toEqual(["ASSUMPTIONS.md", "CHANGELOG.md", "LICENSE", "README.md", "package.json"]);
});

test("package.json leads every tool to what it looks for, as publint sees it", async () => {
  expect(await tool("publint", "src/cli.js", ["run", "--strict", tarball])).toContain("All good!");
});

test("the types are found and true, as are-the-types-wrong sees it", async () => {
  const report = await tool("@arethetypeswrong/cli", "dist/index.js", [tarball, "--format=json"]);
  expect((JSON.parse(report) as { analysis: { problems: unknown } }).analysis.problems).toEqual([]);
});

test(`installed in an empty project it takes ${mostMegabytes} MB at most`, () => {
  // The sizes of the files: what they take on a disk depends on its blocks.
  const entries = readdirSync(join(project, "node_modules"), { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
  expect(bytes / 1e6).toBeLessThanOrEqual(mostMegabytes);
});

test("from there it starts with a PostgreSQL, and SIGTERM ends both", async () => {
  const bin = join(project, "node_modules", ".bin", "tencentdb-postgres-emulator");
  const child = spawn(bin, ["--port", "0"], { cwd: project, stdio: ["ignore", "pipe", "inherit"] });
  const { endpoint } = JSON.parse(await firstLine(child)) as { endpoint: string };
  const reply = await fetch(`${endpoint}/_emulator/instances/postgres-emu00001`);
  const { server } = (await reply.json()) as { server: Parameters<typeof query>[0] };
  expect(await query(server, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
  await expect(query(server, "SELECT 1 AS one")).rejects.toThrow("ECONNREFUSED");
});

test("from there the conformance command runs", async () => {
  const help = await run("npx", ["tencentdb-postgres-emulator", "conformance", "--help"], { cwd: project });
  expect(help).toContain("--allow-restarts");
});

test("the README's recipe for jest runs", async () => {
  writeFileSync(join(project, "recipe.test.js"), recipe("jest"));
  const jest = join(repository, "node_modules", "jest", "bin", "jest.js");
  await run("node", [jest, "--rootDir", project, "recipe.test.js"], { cwd: project });
});

test("the README's recipe for vitest runs", async () => {
  await install("vitest@3.2.4");
  for (const name of ["vitest.config.mjs", "emulator.mjs"]) writeFileSync(join(project, name), recipe(name));
  writeFileSync(join(project, "recipe.spec.mjs"), recipe("vitest"));
  expect(await run("npx", ["vitest", "run", "recipe.spec.mjs"], { cwd: project })).toContain("1 passed");
});

test("the README's recipe for GitHub Actions starts an emulator that outlives its step", async () => {
  const { jobs } = parse(recipe("github actions")) as { jobs: { test: { steps: { name?: string; run?: string }[] } } };
  const step = jobs.test.steps.find(({ name }) => name === "Start the emulator")?.run ?? "";
  const environment = join(project, "environment");
  const env = { ...process.env, RUNNER_TEMP: project, GITHUB_ENV: environment };
  const bash = (script: string) => run("bash", ["-e", "-c", script], { cwd: project, env });
  const calls = `. ${environment}; curl -sf $TENCENTCLOUD_POSTGRES_ENDPOINT/_emulator/calls`;
  // The runner gives each step to a shell of its own, like this. Here npx and the emulator get a process group as well:
  // what is to outlive npx does not end with it.
  await bash(`exec 2>step.log; set -m; ${step}\necho $! > emulator.pid`);
  try {
    expect(await bash(`${calls}; [ -n "$TENCENTCLOUD_SECRET_KEY" ]`)).toContain("DescribeTasks");
  } finally {
    await bash(`kill -- -$(cat emulator.pid); while (${calls} > calls.json); do sleep 0.1; done`);
  }
});

/** Installs a package in the project, which lies outside the repository. */
async function install(name: string): Promise<void> {
  await run("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund", name], { cwd: project });
}

/** Runs a tool of the repository. */
async function tool(name: string, program: string, args: readonly string[]): Promise<string> {
  return run("node", [join(repository, "node_modules", name, program), ...args], { cwd: repository });
}

/** The recipe of the emulator's README that stands under this mark. */
function recipe(name: string): string {
  const readme = readFileSync(join(repository, "emulator", "README.md"), "utf8");
  const [, text] = new RegExp(`<!-- recipe: ${name} -->\\n\\n\`\`\`\\w+\\n([^]*?)\`\`\``).exec(readme) ?? [];
  if (text === undefined) throw new Error(`The emulator's README has no recipe called ${name}.`);
  return text;
}
