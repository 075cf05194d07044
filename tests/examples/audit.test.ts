import type { Audit } from "../../examples/drift-report/audit";
import { exitCodeOfAudit } from "../../examples/drift-report/audit";
import { asMarkdown, asTable, tableOfAudit } from "../../examples/drift-report/render";
import { readmeCommands } from "./code-blocks";
import { useExample } from "./use-example";

const INSTANCES = 500;
const { emulator, playground } = useExample("environments", { instances: INSTANCES, servers: 0 });

test("an audit of 500 databases finds the one without SSL that no stack declares, within the API's limit", async () => {
  const [, command] = readmeCommands("drift-report", 2);
  const audit = (options: string) => playground().sh(`cd ../drift-report; ${command.trim()} ${options}`);
  playground().add("drift-report");
  const { control } = emulator();
  // The two stacks declare the first two; somebody made sure that the others have SSL, except for the 77th.
  const declared = ["postgres-emu00001", "postgres-emu00002"];
  const forgotten = "postgres-emu00077";
  for (const { id, addresses } of control.instances()) {
    if ([...declared, forgotten].includes(id)) continue;
    await control.changeInstance(id, { sslEnabled: true, connectAddress: addresses[0] ?? null });
  }
  await playground().mustSh("for stack in dev prod; do pulumi stack init $stack; pulumi up --yes --skip-preview; done");

  const before = callsOf("DescribeDBInstanceSSLConfig");
  const found = await audit("--json");
  const { databases, undeclared, failures } = JSON.parse(found.stdout) as Audit;
  expect({ exitCode: found.exitCode, failures, databases }).toEqual({
    exitCode: 8,
    failures: [],
    databases: control.instances().length,
  });
  expect(undeclared.map(({ database }) => database)).not.toEqual(expect.arrayContaining(declared));
  expect(undeclared).toHaveLength(databases - declared.length);
  expect(undeclared.filter(({ ssl }) => ssl !== "on")).toEqual([
    { region: "ap-guangzhou", database: forgotten, name: "emulated-77", ssl: "off" },
  ]);
  expect(callsOf("DescribeDBInstanceSSLConfig") - before).toBeLessThanOrEqual(databases * 1.1);

  // With a key that may not list, nothing is proven.
  control.addFault({
    action: "DescribeDBInstances",
    times: 100,
    fault: { error: { code: "AuthFailure.UnauthorizedOperation", message: "No." } },
  });
  const refused = await audit("");
  expect(refused).toMatchObject({ exitCode: 1 });
  expect(refused.stdout).toMatch(/unknown +.*UnauthorizedOperation/);
});

function callsOf(action: "DescribeDBInstanceSSLConfig"): number {
  const { accepted, limited, failed } = emulator().control.callCounts()[action];
  return accepted + limited + failed;
}

const row = { region: "ap-guangzhou", database: "postgres-emu00003", name: "emulated-3" };
const nothing: Audit = { databases: 3, undeclared: [], failures: [] };

test("the exit code of an audit is 0 only where every database was looked at and is declared", () => {
  expect(exitCodeOfAudit(nothing)).toBe(0);
  expect(exitCodeOfAudit({ ...nothing, undeclared: [{ ...row, ssl: "on" }] })).toBe(9);
  expect(
    exitCodeOfAudit({
      ...nothing,
      undeclared: [
        { ...row, ssl: "on" },
        { ...row, ssl: "off" },
      ],
    }),
  ).toBe(8);
  expect(exitCodeOfAudit({ ...nothing, undeclared: [{ ...row, ssl: "unknown" }] })).toBe(1);
  expect(exitCodeOfAudit({ ...nothing, failures: ["no"] })).toBe(1);
});

test("an audit's table and Markdown have a row for each undeclared database and for each failure", () => {
  const found = tableOfAudit({ ...nothing, undeclared: [{ ...row, ssl: "off" }], failures: ["it has no stack"] });
  expect(asTable(found).split("\n")).toEqual([
    "REGION        UNDECLARED         NAME        SSL      DETAILS",
    "ap-guangzhou  postgres-emu00003  emulated-3  off",
    "                                             unknown  it has no stack",
  ]);
  expect(asMarkdown(found).split("\n").slice(2)).toEqual([
    "| ap-guangzhou | postgres-emu00003 | emulated-3 | off |  |",
    "|  |  |  | unknown | it has no stack |",
  ]);
});
