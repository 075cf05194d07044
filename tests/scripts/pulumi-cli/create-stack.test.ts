import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createStack, type Stack } from "../../../scripts/pulumi-cli";
import { fakeMachine, writeFakeCli, writeProgram, type FakeMachine } from "./fake-programs";

const ours = { ...process.env };
let machine: FakeMachine;
let project: string;
let stack: Stack | undefined;

beforeEach(() => {
  // GIVEN a CLI that notes what it is called with, and a project that has been installed and built
  machine = fakeMachine();
  writeFakeCli(machine.bin, "v3.259.0");
  writeProgram(
    join(machine.bin, "pulumi"),
    [
      `[ "$1" = version ] && echo v3.259.0 && exit 0`,
      `echo "$PWD: $@" >> ${machine.root}/calls`,
      `[ "$1 $2" = "stack init" ] && touch "Pulumi.$3.yaml"`,
      `[ "$1" = refresh ] && echo "drift" && exit 7`,
      `[ "$1 $2" = "stack export" ] && echo '{"deployment":{"resources":[]}}'`,
      `exit 0`,
    ].join("\n"),
  );
  process.env = { ...machine.env };
  project = join(machine.root, "project");
  mkdirSync(join(project, "node_modules", "old"), { recursive: true });
  writeFileSync(join(project, "Pulumi.yaml"), "name: project\n");
});
afterEach(() => {
  stack?.remove();
  stack = undefined;
  process.env = { ...ours };
  machine.remove();
});

const calls = () => readFileSync(join(machine.root, "calls"), "utf8");

test("a project runs in a copy that finds this package and the SDK, and the original stays clean", async () => {
  stack = await createStack({ projectDir: project });
  expect(readdirSync(stack.projectDir).sort()).toEqual(["Pulumi.test.yaml", "Pulumi.yaml", "node_modules"]);
  const modules = readdirSync(join(stack.projectDir, "node_modules"));
  expect(modules).toEqual(expect.arrayContaining(["@pulumi", "pulumi-tencentcloud-postgres-ssl", "typescript"]));
  expect(modules).not.toContain("old");
  expect(readdirSync(project).sort()).toEqual(["Pulumi.yaml", "node_modules"]);
});

test("config values are set before the first run, secret ones as secrets, and the CLI asks for none of them", async () => {
  stack = await createStack({
    projectDir: project,
    stackName: "dev",
    config: { "tencentcloud:region": "ap-x", "tencentcloud:secretKey": { secret: "-hidden" } },
  });
  expect(calls()).toMatch(/: stack init dev --non-interactive --color never\n/);
  expect(calls()).toContain("set-all --plaintext tencentcloud:region=ap-x --secret tencentcloud:secretKey=-hidden");
});

test("a command returns its exit code, output and lines, and throws only if it must not fail", async () => {
  stack = await createStack({ program: "export const answer = 42;" });
  const lines: string[] = [];
  const refresh = await stack.run(["refresh"], { onLine: (line) => lines.push(line) });
  expect(refresh).toMatchObject({ exitCode: 7, stdout: "drift\n" });
  expect(lines).toEqual(["drift"]);
  await expect(stack.mustRun(["refresh", "s3cret"])).rejects.toThrow("`pulumi refresh` ended with exit code 7:\ndrift");
  expect(await stack.export()).toEqual({ deployment: { resources: [] } });
});

test("removing a stack removes its folder, but keeps a state backend that the caller gave", async () => {
  const backendDir = join(machine.root, "state");
  stack = await createStack({ projectDir: project, backendDir });
  stack.remove();
  expect(existsSync(stack.projectDir)).toBe(false);
  expect(existsSync(backendDir)).toBe(true);
});

test("a project can run in its own folder, which is as before afterwards", async () => {
  stack = await createStack({ projectDir: project, inPlace: true });
  expect(calls()).toContain(`${project}: stack init`);
  stack.remove();
  expect(readdirSync(project).sort()).toEqual(["Pulumi.yaml", "node_modules"]);
});

test("the config file of an existing stack is never overwritten", async () => {
  writeFileSync(join(project, "Pulumi.test.yaml"), "config: {}\n");
  await expect(createStack({ projectDir: project, inPlace: true })).rejects.toThrow("exists, and would be overwritten");
  expect(existsSync(join(project, "Pulumi.test.yaml"))).toBe(true);
});
