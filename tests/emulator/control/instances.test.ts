import { codeOf } from "../raw-client";
import { useEmulator } from "../use-emulator";

const emulator = useEmulator({ instances: 300, region: ["ap-guangzhou", "ap-tokyo"] });
const id = "postgres-emu00001";
const instance = () => emulator().control.instance(id);
const create = (description: object) => emulator().control.createInstance(description);
const groupsOf = async (master: string) => {
  const Filters = [{ Name: "db-master-instance-id", Values: [master] }];
  return (await emulator.call("DescribeReadOnlyGroups", { Filters })).ReadOnlyGroupList;
};
const change = (body: object) => emulator.http("PUT", `instances/${id}`, body);
const shown = async () => {
  const { DBInstance } = await emulator.call("DescribeDBInstanceAttribute", { DBInstanceId: id });
  return DBInstance as { DBInstanceNetInfo: object[] };
};

test("no two instances of any region have an address in common, and none has that of a network or of its broadcasts", () => {
  for (let made = 0; made < 300; made += 1) create({});
  for (const description of [
    { cloneOf: id },
    { readOnlyOf: "postgres-emu00002" },
    { readOnlyOf: "postgres-emu00003" },
  ]) {
    create(description);
  }
  const addresses = emulator()
    .control.instances()
    .flatMap((each) => each.addresses);
  expect(new Set(addresses).size).toBe(addresses.length);
  expect(addresses.filter((address) => /\.(0|255)$/.test(address))).toEqual([]);
});

test("a clone and a new instance start with SSL off", async () => {
  await change({ sslEnabled: true });
  for (const made of [{ cloneOf: id }, {}].map(create)) expect(made.sslEnabled).toBe(false);
});

test("read-only instances of one primary instance share the address of their group", async () => {
  const [first, second] = [create({ readOnlyOf: "postgres-emu00002" }), create({ readOnlyOf: "postgres-emu00002" })];
  expect(first.addresses[3]).toBe(second.addresses[3]);
  const members = [{ DBInstanceId: first.id }, { DBInstanceId: second.id }];
  expect(await groupsOf("postgres-emu00002")).toMatchObject([{ ReadOnlyDBInstanceList: members }]);
});

test("a primary instance that is destroyed takes its read-only instances along, and a group made later gets its own id", async () => {
  const DBInstanceId = "pgro-emu00001";
  const second = create({ readOnlyOf: "postgres-emu00002" });
  emulator().control.startTask(DBInstanceId, { kind: "resize", status: "stuck" });
  await emulator().control.destroyInstance(id);
  const code = await emulator.codeOf("DescribeDBInstanceAttribute", { DBInstanceId });
  expect(code).toBe("ResourceNotFound.InstanceNotFoundError");
  expect(await emulator.call("DescribeTasks", { DBInstanceId })).toMatchObject({ TaskSet: [{ Status: "Fail" }] });
  expect(await groupsOf(id)).toEqual([]);
  create({ readOnlyOf: "postgres-emu00003" });
  expect(await groupsOf("postgres-emu00002")).toMatchObject([
    { ReadOnlyGroupId: "pgrogrp-emu00003", ReadOnlyDBInstanceList: [{ DBInstanceId: second.id }] },
  ]);
});

test("hundreds of changes at once all come to their end", async () => {
  const { control } = emulator();
  const ids = control.instances().slice(0, 300);
  await Promise.all(ids.map((each) => emulator.modify(each.id)));
  for (const task of control.tasks()) await control.finishTask(task.id);
  expect(ids.map((each) => control.instance(each.id).restarts)).toEqual(ids.map(() => 1));
  expect(control.tasks().every(({ status }) => status === "Success")).toBe(true);
});

test.each(["initing", "closed"])("a %s public network shows no address, and none can be protected", async (status) => {
  await change({ publicNetwork: status });
  expect((await shown()).DBInstanceNetInfo[1]).toEqual({
    ...{ Address: "", Ip: "", Port: 0, NetType: "public", Status: status, VpcId: "", SubnetId: "", ProtocolType: "" },
  });
  expect(instance().addresses).toEqual(["10.0.0.1"]);
  for (const address of ["198.18.0.1", `cd-${id}.sql.tencentcdb.com`]) {
    expect(codeOf(await emulator.modify(id, address))).toBe("InvalidParameterValue.InvalidParameterValueError");
    const Filters = [{ Name: "db-public-address", Values: [address] }];
    expect(await emulator.call("DescribeDBInstances", { Filters })).toMatchObject({ TotalCount: 0 });
  }
  const setting = { sslEnabled: true, connectAddress: "198.18.0.1" };
  expect((await change(setting)).status).toBe(400);
  await change({ publicNetwork: "opened", ...setting });
  expect(instance()).toMatchObject(setting);
  // What protects a public address already stays when the network is closed.
  await change({ publicNetwork: "closed" });
  expect(instance()).toMatchObject(setting);
});

test("the API shows the fields of an instance that a test sets, until the test clears them", async () => {
  const usual = await shown();
  const odd = {
    ...{ NetworkAccessList: null, OfflineTime: "0001-01-04 00:00:00", DBNodeSet: null },
    ...{ Type: "SH02", UpdateTime: "2020-01-01 00:00:00" },
  };
  await change({ fields: odd });
  expect(await shown()).toEqual({ ...usual, ...odd });
  await change({ fields: { DBInstanceStorageType: null } });
  expect(await shown()).not.toHaveProperty("DBInstanceStorageType");
  await change({ fields: {} });
  expect(await shown()).toEqual(usual);
});

test.each([
  [{ Colour: "red" }, /Colour is not in the contract/],
  [{ OfflineTime: null }, /OfflineTime is null/],
  [{ AutoRenew: -1 }, /AutoRenew is no uint64: -1/],
  [{ DBInstanceStatus: "happy" }, /outside of its list/],
])("fields %j would break the contract and are refused", async (fields, says) => {
  const before = await shown();
  const { status, json } = await change({ fields, status: "isolated" });
  expect(status).toBe(400);
  expect(json.error).toMatch(says);
  expect(await shown()).toEqual(before);
});
