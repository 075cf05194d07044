import { call, codeOf } from "../raw-client";
import { eventually, settled, useEmulator } from "../use-emulator";

const emulator = useEmulator();
const id = "postgres-emu00001";
const readOnlyId = "pgro-emu00001";

const modify = (parameters: object) => call(emulator(), "ModifyDBInstanceSSLConfig", parameters);
const addressesOf = (instance: string) => emulator().control.instance(instance).addresses;

test("every address of an instance can be the protected one: private, public and domain name", async () => {
  const addresses = addressesOf(id);
  expect(addresses).toEqual(["10.0.0.1", "198.18.0.1", `cd-${id}.sql.tencentcdb.com`]);
  for (const address of addresses) {
    expect(await modify({ DBInstanceId: id, SSLEnabled: true, ConnectAddress: address })).toMatchObject({
      TaskId: expect.any(Number) as number,
    });
    await settled(emulator(), id);
    expect(emulator().control.instance(id)).toMatchObject({ sslEnabled: true, connectAddress: address });
  }
  expect(emulator().control.instance(id)).toMatchObject({ modifies: 3, restarts: 3 });
});

test("a domain name is taken in any letter case", async () => {
  const name = addressesOf(id)[2] ?? "";
  await modify({ DBInstanceId: id, SSLEnabled: true, ConnectAddress: name.toUpperCase() });
  await settled(emulator(), id);
  expect(emulator().control.instance(id).connectAddress).toBe(name);
});

test("a read-only instance takes its own address and its group's, but not its master's", async () => {
  const [own = "", , , group = ""] = addressesOf(readOnlyId);
  for (const address of [own, group]) {
    await modify({ DBInstanceId: readOnlyId, SSLEnabled: true, ConnectAddress: address });
    await settled(emulator(), readOnlyId);
    expect(emulator().control.instance(readOnlyId).connectAddress).toBe(address);
  }
  const refused = await modify({
    DBInstanceId: readOnlyId,
    SSLEnabled: true,
    ConnectAddress: addressesOf(id)[0] ?? "",
  });
  expect(codeOf(refused)).toBe("InvalidParameterValue.InvalidParameterValueError");
});

test.each([
  ["no address", {}, "InvalidParameterValue.InvalidParameterValueError"],
  ["an empty address", { ConnectAddress: "" }, "InvalidParameterValue.InvalidParameterValueError"],
  ["another instance's address", { ConnectAddress: "10.0.0.2" }, "InvalidParameterValue.InvalidParameterValueError"],
  ["an address of nobody", { ConnectAddress: "203.0.113.9" }, "InvalidParameterValue.InvalidParameterValueError"],
  ["two addresses", { ConnectAddress: "10.0.0.1,198.18.0.1" }, "InvalidParameterValue.ParameterCharacterLimitError"],
  ["a URL", { ConnectAddress: "tcp://10.0.0.1" }, "InvalidParameterValue.ParameterCharacterLimitError"],
])("turning SSL on with %s is refused and changes nothing", async (_, address, code) => {
  expect(codeOf(await modify({ DBInstanceId: id, SSLEnabled: true, ...address }))).toBe(code);
  expect(emulator().control.instance(id)).toMatchObject({ modifies: 0, runningTaskId: null, sslEnabled: false });
});

test("turning SSL off ignores the address, even one that makes no sense", async () => {
  await emulator().control.changeInstance(id, { sslEnabled: true });
  expect(codeOf(await modify({ DBInstanceId: id, SSLEnabled: false, ConnectAddress: "nonsense !" }))).toBeUndefined();
  await settled(emulator(), id);
  expect(emulator().control.instance(id)).toMatchObject({ sslEnabled: false, connectAddress: "", restarts: 1 });
});

test("asking for what is already so is accepted, and restarts the database all the same", async () => {
  await modify({ DBInstanceId: id, SSLEnabled: false });
  await settled(emulator(), id);
  expect(emulator().control.instance(id)).toMatchObject({ sslEnabled: false, modifies: 1, restarts: 1 });
});

test("an instance is busy while its task runs, and says so in its status", async () => {
  emulator().control.nextTask({ status: "stuck" });
  await modify({ DBInstanceId: id, SSLEnabled: false });

  const { DBInstance: instance } = await call(emulator(), "DescribeDBInstanceAttribute", { DBInstanceId: id });
  expect(instance).toMatchObject({ DBInstanceStatus: "job running" });
  const second = await modify({ DBInstanceId: id, SSLEnabled: true, ConnectAddress: "10.0.0.1" });
  expect(codeOf(second)).toBe("OperationDenied.InstanceStatusLimitError");
  expect(codeOf(await modify({ DBInstanceId: "postgres-emu00002", SSLEnabled: false }))).toBeUndefined();
  expect(emulator().control.instance(id).modifies).toBe(1);
});

test("the setting is the old one until the task has succeeded", async () => {
  emulator().control.nextTask({ status: "stuck" });
  const { TaskId: taskId } = await modify({ DBInstanceId: id, SSLEnabled: true, ConnectAddress: "10.0.0.1" });
  const shown = () => call(emulator(), "DescribeDBInstanceSSLConfig", { DBInstanceId: id });

  expect(await shown()).toMatchObject({ SSLEnabled: false, ConnectAddress: "", CAUrl: "" });
  await emulator().control.finishTask(Number(taskId));
  expect(await shown()).toMatchObject({ SSLEnabled: true, ConnectAddress: "10.0.0.1" });
});

test("PostgreSQL 10 is refused, 11 is not", async () => {
  const old = emulator().control.createInstance({ version: "10.21" });
  const newer = emulator().control.createInstance({ version: "11.22" });
  const turnOn = (instance: typeof old) =>
    modify({ DBInstanceId: instance.id, SSLEnabled: true, ConnectAddress: instance.addresses[0] ?? "" });

  expect(codeOf(await turnOn(old))).toBe("FailedOperation.FailedOperationError");
  expect(codeOf(await turnOn(newer))).toBeUndefined();
});

test.each(["postgres-00000000", "nonsense", "", "__proto__"])("there is no instance %j", async (unknown) => {
  const response = await modify({ DBInstanceId: unknown, SSLEnabled: false });
  expect(codeOf(response)).toBe("ResourceNotFound.InstanceNotFoundError");
});

test("an instance is found in its own region only", async () => {
  const elsewhere = await call(
    emulator(),
    "ModifyDBInstanceSSLConfig",
    { DBInstanceId: id, SSLEnabled: false },
    { "x-tc-region": "eu-frankfurt" },
  );
  expect(codeOf(elsewhere)).toBe("ResourceNotFound.InstanceNotFoundError");
});

test("an isolated instance cannot be changed, nor can its setting be read", async () => {
  await emulator().control.changeInstance(id, { status: "isolated" });
  const codes = await Promise.all([
    modify({ DBInstanceId: id, SSLEnabled: false }).then(codeOf),
    call(emulator(), "DescribeDBInstanceSSLConfig", { DBInstanceId: id }).then(codeOf),
  ]);
  expect(codes).toEqual(["OperationDenied.InstanceStatusLimitError", "OperationDenied.InstanceStatusLimitError"]);
});

test("a clone and a new instance start with SSL off", async () => {
  await modify({ DBInstanceId: id, SSLEnabled: true, ConnectAddress: "10.0.0.1" });
  await eventually(() => emulator().control.instance(id).sslEnabled);
  const clone = emulator().control.createInstance({ cloneOf: id });
  const fresh = emulator().control.createInstance({});

  expect(clone.addresses).not.toContain("10.0.0.1");
  for (const { id: made } of [clone, fresh]) {
    expect(await call(emulator(), "DescribeDBInstanceSSLConfig", { DBInstanceId: made })).toMatchObject({
      SSLEnabled: false,
    });
  }
});
