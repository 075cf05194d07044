import { codeOf } from "../raw-client";
import { useEmulator } from "../use-emulator";

const emulator = useEmulator();
const id = "postgres-emu00001";
const put = (body: object) => emulator.http("PUT", `instances/${id}`, body);
const modify = (address: string) => emulator.modify(id, address);
const shown = async () => {
  const { DBInstance: instance } = await emulator.call("DescribeDBInstanceAttribute", { DBInstanceId: id });
  return instance as { DBInstanceNetInfo: object[] };
};
const firstTask = async () => {
  const { TaskSet: set } = await emulator.call("DescribeTasks", { DBInstanceId: id });
  return (set as { Status: string; TaskDetail?: object }[])[0];
};

test.each(["initing", "closed"])(
  "a public network that is %s shows no address, and none can be protected",
  async (status) => {
    await put({ publicNetwork: status });
    expect((await shown()).DBInstanceNetInfo[1]).toEqual({
      ...{ Address: "", Ip: "", Port: 0, NetType: "public", Status: status, VpcId: "", SubnetId: "", ProtocolType: "" },
    });
    expect(emulator().control.instance(id).addresses).toEqual(["10.0.0.1"]);
    for (const address of ["198.18.0.1", `cd-${id}.sql.tencentcdb.com`]) {
      expect(codeOf(await modify(address))).toBe("InvalidParameterValue.InvalidParameterValueError");
      const Filters = [{ Name: "db-public-address", Values: [address] }];
      expect(await emulator.call("DescribeDBInstances", { Filters })).toMatchObject({ TotalCount: 0 });
    }
    const setting = { sslEnabled: true, connectAddress: "198.18.0.1" };
    expect((await put(setting)).status).toBe(400);
    await put({ publicNetwork: "opened", ...setting });
    expect(emulator().control.instance(id)).toMatchObject(setting);
  },
);

test("a setting that protects a public address stays when the network is closed", async () => {
  await modify("198.18.0.1");
  await emulator.settled(id);
  await put({ publicNetwork: "closed" });
  const shownSetting = await emulator.call("DescribeDBInstanceSSLConfig", { DBInstanceId: id });
  expect(shownSetting).toMatchObject({ SSLEnabled: true, ConnectAddress: "198.18.0.1" });
});

test("the API shows the fields of an instance that a test sets, until the test clears them", async () => {
  const usual = await shown();
  const odd = {
    ...{ NetworkAccessList: null, OfflineTime: "0001-01-04 00:00:00", DBNodeSet: null },
    ...{ Type: "SH02", UpdateTime: "2020-01-01 00:00:00" },
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
  const task = await firstTask();
  expect(task?.Status).toBe("Running");
  expect(task?.TaskDetail).toEqual(fields.TaskDetail);
});

test("a task can be without its detail and its end", async () => {
  emulator().control.startTask(id, { kind: "backup", status: "stuck", fields: { TaskDetail: null, EndTime: null } });
  const task = await firstTask();
  for (const name of ["TaskDetail", "EndTime"]) expect(task).not.toHaveProperty(name);
});

test.each([
  [{ Colour: "red" }, /Colour is not in the contract/],
  [{ OfflineTime: null }, /OfflineTime is null/],
  [{ AutoRenew: -1 }, /AutoRenew is no uint64: -1/],
  [{ DBInstanceStatus: "happy" }, /outside of its list/],
])("fields %j would break the contract and are refused", async (fields, says) => {
  const before = await shown();
  const { status, json } = await put({ fields, status: "isolated" });
  expect(status).toBe(400);
  expect(json.error).toMatch(says);
  expect(await shown()).toEqual(before);
});

test("so are fields of a task", () => {
  expect(() => emulator().control.nextTask({ fields: { Status: "Won" } })).toThrow(/outside of its list/);
  expect(() => emulator().control.startTask(id, { kind: "backup", fields: { TaskDetail: "" } })).toThrow(/TaskDetail/);
});
