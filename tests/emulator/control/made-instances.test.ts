import { call, codeOf } from "../raw-client";
import { useEmulator } from "../use-emulator";

const emulator = useEmulator({ instances: 600 });
const id = "postgres-emu00001";
const allAddresses = () =>
  emulator()
    .control.instances()
    .flatMap(({ addresses }) => addresses);

test("an instance that is made later gets addresses that nobody has", () => {
  const { control } = emulator();
  const taken = new Set(allAddresses());
  const made = [
    ...Array.from({ length: 300 }, () => control.createInstance({})),
    control.createInstance({ cloneOf: id }),
    control.createInstance({ readOnlyOf: "postgres-emu00002" }),
    control.createInstance({ readOnlyOf: "postgres-emu00003" }),
  ];
  for (const address of made.flatMap(({ addresses }) => addresses)) {
    expect(taken).not.toContain(address);
    taken.add(address);
  }
});

test("no address is that of a network or of its broadcasts", () => {
  emulator().control.createInstance({});
  expect(allAddresses().filter((address) => /\.(0|255)$/.test(address))).toEqual([]);
});

test("read-only instances of one primary instance share the address of their group", async () => {
  const first = emulator().control.createInstance({ readOnlyOf: "postgres-emu00002" });
  const second = emulator().control.createInstance({ readOnlyOf: "postgres-emu00002" });
  expect(first.addresses[3]).toBe(second.addresses[3]);
  const Filters = [{ Name: "db-master-instance-id", Values: ["postgres-emu00002"] }];
  expect(await call(emulator(), "DescribeReadOnlyGroups", { Filters })).toMatchObject({
    ReadOnlyGroupList: [{ ReadOnlyDBInstanceList: [{ DBInstanceId: first.id }, { DBInstanceId: second.id }] }],
  });
});

test("a primary instance that is destroyed takes its read-only instances and their group along", async () => {
  emulator().control.startTask("pgro-emu00001", { kind: "resize", status: "stuck" });
  await emulator().control.destroyInstance(id);

  const gone = await call(emulator(), "DescribeDBInstanceAttribute", { DBInstanceId: "pgro-emu00001" });
  expect(codeOf(gone)).toBe("ResourceNotFound.InstanceNotFoundError");
  expect(await call(emulator(), "DescribeTasks", { DBInstanceId: "pgro-emu00001" })).toMatchObject({
    TaskSet: [{ Status: "Fail" }],
  });
  const Filters = [{ Name: "db-master-instance-id", Values: [id] }];
  expect(await call(emulator(), "DescribeReadOnlyGroups", { Filters })).toMatchObject({ ReadOnlyGroupList: [] });
});

test("a group that is made after another was destroyed gets an id of its own", async () => {
  const { control } = emulator();
  const second = control.createInstance({ readOnlyOf: "postgres-emu00002" });
  await control.destroyInstance(id);
  control.createInstance({ readOnlyOf: "postgres-emu00003" });

  const Filters = [{ Name: "db-master-instance-id", Values: ["postgres-emu00002"] }];
  expect(await call(emulator(), "DescribeReadOnlyGroups", { Filters })).toMatchObject({
    ReadOnlyGroupList: [{ ReadOnlyGroupId: "pgrogrp-emu00002", ReadOnlyDBInstanceList: [{ DBInstanceId: second.id }] }],
  });
});
