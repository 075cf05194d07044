import { strFromU8, unzipSync } from "fflate";
import { codeOf } from "../raw-client";
import { eventually, useEmulator } from "../use-emulator";

const emulator = useEmulator();
const { modify, settled } = emulator;
const id = "postgres-emu00001";
const readOnlyId = "pgro-emu00001";
const onLocalDisk = "postgres-emu00003";
const instance = (of = id) => emulator().control.instance(of);
const shown = (of = id) => emulator.call("DescribeDBInstanceSSLConfig", { DBInstanceId: of });

test("the certificate fields come for cloud-disk instances only, empty while SSL is off", async () => {
  const { RequestId: _, ...cloudDisk } = await shown();
  const { RequestId: __, ...localDisk } = await shown(onLocalDisk);
  const off = { SSLEnabled: false, CAUrl: "", ConnectAddress: "" };
  expect(cloudDisk).toEqual({ ...off, CACert: "", CAJKS: "", CAP7B: "" });
  expect(localDisk).toEqual(off);
});

test("the certificate is handed out in all its forms while SSL is on, and CAUrl leads to the zip", async () => {
  await emulator().control.changeInstance(id, { sslEnabled: true });
  const { CAUrl: url, CACert: pem, CAJKS: jks, CAP7B: p7b } = await shown();
  const reply = await fetch(String(url));
  expect(reply.headers.get("content-type")).toBe("application/zip");
  const files = unzipSync(new Uint8Array(await reply.arrayBuffer()));
  const named = (ending: string) =>
    Object.entries(files).find(([name]) => name.endsWith(ending))?.[1] ?? new Uint8Array();
  expect(strFromU8(named(".pem"))).toBe(pem);
  expect(Buffer.from(named(".jks")).toString("base64")).toBe(jks);
  expect(Buffer.from(named(".p7b")).toString("base64")).toBe(p7b);
  expect(pem).toBe(emulator().control.caCertificate());
});

test("every address of an instance can be the protected one: private, public and domain name", async () => {
  const { addresses } = instance();
  expect(addresses).toEqual(["10.0.0.1", "198.18.0.1", `cd-${id}.sql.tencentcdb.com`]);
  for (const address of addresses) {
    expect(await modify(id, address)).toMatchObject({ TaskId: expect.any(Number) as number });
    await settled(id);
    expect(instance()).toMatchObject({ sslEnabled: true, connectAddress: address });
  }
  expect(instance()).toMatchObject({ modifies: 3, restarts: 3 });
});

test("a domain name is taken in any letter case", async () => {
  const name = instance().addresses[2] ?? "";
  await modify(id, name.toUpperCase());
  await settled(id);
  expect(instance().connectAddress).toBe(name);
});

test("a read-only instance takes its own address and its group's, but not its master's", async () => {
  const [own = "", , , group = ""] = instance(readOnlyId).addresses;
  for (const address of [own, group]) {
    await modify(readOnlyId, address);
    await settled(readOnlyId);
    expect(instance(readOnlyId).connectAddress).toBe(address);
  }
  const refused = await modify(readOnlyId, instance().addresses[0]);
  expect(codeOf(refused)).toBe("InvalidParameterValue.InvalidParameterValueError");
});

const wrongValue = "InvalidParameterValue.InvalidParameterValueError";
const malformed = "InvalidParameterValue.ParameterCharacterLimitError";
test.each([
  ["no address", {}, wrongValue],
  ["an empty address", { ConnectAddress: "" }, wrongValue],
  ["another instance's address", { ConnectAddress: "10.0.0.2" }, wrongValue],
  ["an address of nobody", { ConnectAddress: "203.0.113.9" }, wrongValue],
  ["two addresses", { ConnectAddress: "10.0.0.1,198.18.0.1" }, malformed],
  ["a URL", { ConnectAddress: "tcp://10.0.0.1" }, malformed],
])("turning SSL on with %s is refused and changes nothing", async (_, address, code) => {
  const asked = { DBInstanceId: id, SSLEnabled: true, ...address };
  expect(await emulator.codeOf("ModifyDBInstanceSSLConfig", asked)).toBe(code);
  expect(instance()).toMatchObject({ modifies: 0, runningTaskId: null, sslEnabled: false });
});

test("turning SSL off ignores the address, even one that makes no sense", async () => {
  await emulator().control.changeInstance(id, { sslEnabled: true });
  const asked = { DBInstanceId: id, SSLEnabled: false, ConnectAddress: "nonsense !" };
  expect(await emulator.codeOf("ModifyDBInstanceSSLConfig", asked)).toBeUndefined();
  await settled(id);
  expect(instance()).toMatchObject({ sslEnabled: false, connectAddress: "", restarts: 1 });
});

test("asking for what is already so is accepted, and restarts the database all the same", async () => {
  await modify(id);
  await settled(id);
  expect(instance()).toMatchObject({ sslEnabled: false, modifies: 1, restarts: 1 });
});

test("an instance is busy while its task runs, and says so in its status", async () => {
  emulator().control.nextTask({ status: "stuck" });
  await modify(id);
  expect(await emulator.call("DescribeDBInstanceAttribute", { DBInstanceId: id })).toMatchObject({
    DBInstance: { DBInstanceStatus: "job running" },
  });
  expect(codeOf(await modify(id, "10.0.0.1"))).toBe("OperationDenied.InstanceStatusLimitError");
  expect(codeOf(await modify("postgres-emu00002"))).toBeUndefined();
  expect(instance().modifies).toBe(1);
});

test("the setting is the old one until the task has succeeded", async () => {
  emulator().control.nextTask({ status: "stuck" });
  const { TaskId: taskId } = await modify(id, "10.0.0.1");
  expect(await shown()).toMatchObject({ SSLEnabled: false, ConnectAddress: "", CAUrl: "" });
  await emulator().control.finishTask(Number(taskId));
  expect(await shown()).toMatchObject({ SSLEnabled: true, ConnectAddress: "10.0.0.1" });
});

test("PostgreSQL 10 is refused, 11 is not", async () => {
  const made = ["10.21", "11.22"].map((version) => emulator().control.createInstance({ version }));
  const replies = made.map(({ id: of, addresses }) => modify(of, addresses[0]).then(codeOf));
  expect(await Promise.all(replies)).toEqual(["FailedOperation.FailedOperationError", undefined]);
});

test.each(["postgres-00000000", "nonsense", "", "__proto__"])("there is no instance %j", async (unknown) => {
  expect(codeOf(await modify(unknown))).toBe("ResourceNotFound.InstanceNotFoundError");
});

test("an isolated instance cannot be changed, nor can its setting be read", async () => {
  await emulator().control.changeInstance(id, { status: "isolated" });
  for (const reply of [await modify(id), await shown()]) {
    expect(codeOf(reply)).toBe("OperationDenied.InstanceStatusLimitError");
  }
});

test("a clone and a new instance start with SSL off", async () => {
  await modify(id, "10.0.0.1");
  await eventually(() => instance().sslEnabled);
  const clone = emulator().control.createInstance({ cloneOf: id });
  const fresh = emulator().control.createInstance({});
  expect(clone.addresses).not.toContain("10.0.0.1");
  for (const made of [clone, fresh]) expect(await shown(made.id)).toMatchObject({ SSLEnabled: false });
});
