import { readmeCommands } from "./code-blocks";
import { useExample } from "./use-example";

const { emulator, playground } = useExample("whole-region", { instances: 30, taskSeconds: 0.2 });

const UP = "pulumi up --yes --skip-preview --parallel 50 --suppress-outputs";

test("a program over the region's own list follows what comes and goes, and touches nothing else", async () => {
  const { control } = emulator();
  const on = (): number => control.instances().filter(({ id }) => control.instance(id).sslEnabled).length;
  const modifies = (): number => control.callCounts().ModifyDBInstanceSSLConfig.accepted;
  const [setUp, cleanUp] = readmeCommands("whole-region", 2);

  // 30 primaries and the read-only instance of the first.
  await playground().mustSh(setUp);
  expect([on(), modifies()]).toEqual([31, 31]);

  const added = control.createInstance({});
  await playground().mustSh(UP);
  expect(control.instance(added.id)).toMatchObject({ sslEnabled: true, modifies: 1 });
  expect([on(), modifies()]).toEqual([32, 32]);

  // The cloud takes instance 7 into the recycle bin.
  await control.changeInstance("postgres-emu00007", { fields: { DBInstanceStatus: "isolated" } });
  await playground().mustSh(UP);
  expect((await playground().resources("dev")).map(({ id }) => id)).not.toContain("postgres-emu00007");
  expect([on(), modifies()]).toEqual([32, 32]);

  // A list that ends early.
  const body = JSON.stringify({ Response: { TotalCount: 32, DBInstanceSet: [], RequestId: "short" } });
  control.addFault({ action: "DescribeDBInstances", fault: { body }, times: 100 });
  const { exitCode, output } = await playground().sh(UP);
  expect(exitCode).not.toBe(0);
  expect(output).toContain("the cloud says that there are 32, but listed 0 in each of 3 readings");
  expect(await playground().resources("dev")).toHaveLength(31);
  control.clearFaults();

  await playground().mustSh(cleanUp);
  expect([on(), modifies()]).toEqual([32, 32]);
});
