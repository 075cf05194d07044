import type { StackReport } from "../../examples/drift-report/report";
import type { CommandResult } from "../../scripts/pulumi-cli/command";
import { readmeCommands } from "./code-blocks";
import { useExample } from "./use-example";

const { emulator, playground } = useExample("environments");

test("the report's text and exit code distinguish stacks without drift, with drift and with errors", async () => {
  const [command] = readmeCommands("drift-report", 2);
  const report = (options: string): Promise<CommandResult> =>
    playground().sh(`cd ../drift-report; ${command.trim()} ${options}`);
  playground().add("drift-report");

  // Before there is a stack: nothing was checked, and the report says so.
  const nothing = await report("");
  expect(nothing).toMatchObject({ exitCode: 1 });
  expect(nothing.stdout).toMatch(/^\.\.\/environments +failed +it has no stack in this backend$/m);

  await playground().mustSh("for stack in dev prod; do pulumi stack init $stack; pulumi up --yes --skip-preview; done");
  await playground().mustSh("pulumi stack select dev");

  // Without drift: a table.
  const clean = await report("");
  expect(clean).toMatchObject({ exitCode: 0 });
  expect(clean.stdout.trimEnd().split(/ *\n/)).toEqual([
    "PROJECT       STACK  OUTCOME  DETAILS",
    "environments  dev    clean",
    "environments  prod   clean",
  ]);

  // The stack that the user works on is still the same.
  const { stdout: stacks } = await playground().mustSh("pulumi stack ls --json");
  const selected = (JSON.parse(stacks) as { name: string; current: boolean }[]).filter(({ current }) => current);
  expect(selected.map(({ name }) => name)).toEqual(["dev"]);

  // Somebody turns SSL off.
  await emulator().control.changeInstance("postgres-emu00002", { sslEnabled: false });
  const drifted = await report("--json");
  expect(drifted).toMatchObject({ exitCode: 7 });
  expect((JSON.parse(drifted.stdout) as StackReport[]).map(({ outcome, drifts }) => ({ outcome, drifts }))).toEqual([
    { outcome: "clean", drifts: [] },
    { outcome: "drifted", drifts: [{ resource: "database", difference: "sslEnabled is false, not true" }] },
  ]);

  // An instance may not be read, and another one is gone.
  emulator().control.addFault({
    action: "DescribeDBInstanceSSLConfig",
    instance: "postgres-emu00001",
    times: 100,
    fault: { error: { code: "AuthFailure.UnauthorizedOperation", message: "No." } },
  });
  await emulator().control.destroyInstance("postgres-emu00002");
  const failed = await report("--markdown");
  expect(failed).toMatchObject({ exitCode: 1 });
  expect(failed.stdout.split("\n").slice(2, 4)).toEqual([
    expect.stringMatching(/^\| environments \| dev \| failed \| .*UnauthorizedOperation/),
    "| environments | prod | drifted | database is gone |",
  ]);
});
