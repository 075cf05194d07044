import { useEmulator } from "../use-emulator";

const emulator = useEmulator({ instances: 600 });
const id = "postgres-emu00001";
const create = (description: object) => emulator().control.createInstance(description);
const allAddresses = () =>
  emulator()
    .control.instances()
    .flatMap(({ addresses }) => addresses);
const groupsOf = async (master: string) => {
  const Filters = [{ Name: "db-master-instance-id", Values: [master] }];
  return (await emulator.call("DescribeReadOnlyGroups", { Filters })).ReadOnlyGroupList;
};

test("an instance that is made later gets addresses that nobody has", () => {
  const taken = new Set(allAddresses());
  const made = [
    ...Array.from({ length: 300 }, () => create({})),
    ...[{ cloneOf: id }, { readOnlyOf: "postgres-emu00002" }, { readOnlyOf: "postgres-emu00003" }].map(create),
  ];
  for (const address of made.flatMap(({ addresses }) => addresses)) {
    expect(taken).not.toContain(address);
    taken.add(address);
  }
});

test("no address is that of a network or of its broadcasts", () => {
  create({});
  expect(allAddresses().filter((address) => /\.(0|255)$/.test(address))).toEqual([]);
});

test("read-only instances of one primary instance share the address of their group", async () => {
  const [first, second] = [create({ readOnlyOf: "postgres-emu00002" }), create({ readOnlyOf: "postgres-emu00002" })];
  expect(first.addresses[3]).toBe(second.addresses[3]);
  const members = [{ DBInstanceId: first.id }, { DBInstanceId: second.id }];
  expect(await groupsOf("postgres-emu00002")).toMatchObject([{ ReadOnlyDBInstanceList: members }]);
});

test("a primary instance that is destroyed takes its read-only instances and their group along", async () => {
  const DBInstanceId = "pgro-emu00001";
  emulator().control.startTask(DBInstanceId, { kind: "resize", status: "stuck" });
  await emulator().control.destroyInstance(id);
  const code = await emulator.codeOf("DescribeDBInstanceAttribute", { DBInstanceId });
  expect(code).toBe("ResourceNotFound.InstanceNotFoundError");
  expect(await emulator.call("DescribeTasks", { DBInstanceId })).toMatchObject({ TaskSet: [{ Status: "Fail" }] });
  expect(await groupsOf(id)).toEqual([]);
});

test("a group that is made after another was destroyed gets an id of its own", async () => {
  const second = create({ readOnlyOf: "postgres-emu00002" });
  await emulator().control.destroyInstance(id);
  create({ readOnlyOf: "postgres-emu00003" });
  expect(await groupsOf("postgres-emu00002")).toMatchObject([
    { ReadOnlyGroupId: "pgrogrp-emu00002", ReadOnlyDBInstanceList: [{ DBInstanceId: second.id }] },
  ]);
});
