import { call, codeOf } from "../raw-client";
import { settled, useEmulator } from "../use-emulator";

const emulator = useEmulator();
const id = "postgres-emu00001";
const publicAddresses = ["198.18.0.1", `cd-${id}.sql.tencentcdb.com`];
const put = async (body: object) => {
  const reply = await fetch(`${emulator().endpoint}/_emulator/instances/${id}`, {
    method: "PUT",
    body: JSON.stringify(body),
  });
  return { status: reply.status, ...((await reply.json()) as { error?: string }) };
};
const shown = async () => {
  const { DBInstance: instance } = await call(emulator(), "DescribeDBInstanceAttribute", { DBInstanceId: id });
  return instance as { DBInstanceNetInfo: object[] };
};
const modify = (ConnectAddress: string) =>
  call(emulator(), "ModifyDBInstanceSSLConfig", { DBInstanceId: id, SSLEnabled: true, ConnectAddress });

test.each(["initing", "closed"])(
  "a public network that is %s shows no address, and none can be protected",
  async (status) => {
    await put({ publicNetwork: status });
    expect((await shown()).DBInstanceNetInfo[1]).toEqual({
      ...{ Address: "", Ip: "", Port: 0, NetType: "public", Status: status, VpcId: "", SubnetId: "", ProtocolType: "" },
    });
    expect(emulator().control.instance(id).addresses).toEqual(["10.0.0.1"]);
    for (const address of publicAddresses) {
      expect(codeOf(await modify(address))).toBe("InvalidParameterValue.InvalidParameterValueError");
      const Filters = [{ Name: "db-public-address", Values: [address] }];
      expect(await call(emulator(), "DescribeDBInstances", { Filters })).toMatchObject({ TotalCount: 0 });
    }
    expect((await put({ sslEnabled: true, connectAddress: "198.18.0.1" })).status).toBe(400);

    await put({ publicNetwork: "opened", sslEnabled: true, connectAddress: "198.18.0.1" });
    expect(emulator().control.instance(id)).toMatchObject({ sslEnabled: true, connectAddress: "198.18.0.1" });
  },
);

test("a setting that protects a public address stays when the network is closed", async () => {
  await modify("198.18.0.1");
  await settled(emulator(), id);
  await put({ publicNetwork: "closed" });
  expect(await call(emulator(), "DescribeDBInstanceSSLConfig", { DBInstanceId: id })).toMatchObject({
    SSLEnabled: true,
    ConnectAddress: "198.18.0.1",
  });
});

test("the API shows whatever fields of an instance it is told to, until it is told otherwise", async () => {
  const usual = await shown();
  const odd = {
    NetworkAccessList: null,
    OfflineTime: "0001-01-04 00:00:00",
    DBNodeSet: null,
    Type: "SH02",
    UpdateTime: "2020-01-01 00:00:00",
  };
  await put({ fields: odd });
  expect(await shown()).toEqual({ ...usual, ...odd });
  await put({ fields: { DBInstanceStorageType: null } });
  expect(await shown()).not.toHaveProperty("DBInstanceStorageType");
  await put({ fields: {} });
  expect(await shown()).toEqual(usual);
});

test.each([
  ["an empty object", { TaskDetail: {} }],
  ["nothing but empty texts, as in the documentation", { TaskDetail: { AllSteps: "", Input: "", Output: "" } }],
])("a task's detail can be %s", async (_, fields) => {
  emulator().control.nextTask({ status: "stuck", fields });
  await modify("10.0.0.1");
  const { TaskSet: set } = await call(emulator(), "DescribeTasks", { DBInstanceId: id });
  expect((set as object[])[0]).toMatchObject({ Status: "Running" });
  expect((set as { TaskDetail: object }[])[0]?.TaskDetail).toEqual(fields.TaskDetail);
});

test("a task can be without its detail and its end", async () => {
  emulator().control.startTask(id, { kind: "backup", status: "stuck", fields: { TaskDetail: null, EndTime: null } });
  const { TaskSet: set } = await call(emulator(), "DescribeTasks", { DBInstanceId: id });
  const [task] = set as object[];
  expect(task).not.toHaveProperty("TaskDetail");
  expect(task).not.toHaveProperty("EndTime");
});

test.each([
  [{ Colour: "red" }, /Colour is not in the contract/],
  [{ OfflineTime: null }, /OfflineTime is null/],
  [{ AutoRenew: -1 }, /AutoRenew is no uint64: -1/],
  [{ DBInstanceStatus: "happy" }, /outside of its list/],
])("fields %j would break the contract and are refused", async (fields, says) => {
  const before = await shown();
  const { status, error } = await put({ fields, status: "isolated" });
  expect(status).toBe(400);
  expect(error).toMatch(says);
  expect(await shown()).toEqual(before);
});

test("so are fields of a task", () => {
  expect(() => emulator().control.nextTask({ fields: { Status: "Won" } })).toThrow(/outside of its list/);
  expect(() => emulator().control.startTask(id, { kind: "backup", fields: { TaskDetail: "" } })).toThrow(/TaskDetail/);
});
