import { codeOf } from "../raw-client";
import { useEmulator } from "../use-emulator";

const emulator = useEmulator();
const { modify, settled } = emulator;
const id = "postgres-emu00001";
const readOnlyId = "pgro-emu00001";
const instance = (of = id) => emulator().control.instance(of);
const wrongValue = "InvalidParameterValue.InvalidParameterValueError";

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

test("a read-only instance takes its own address and its group's, but not its master's", async () => {
  const [own = "", , , group = ""] = instance(readOnlyId).addresses;
  for (const address of [own, group]) {
    await modify(readOnlyId, address);
    await settled(readOnlyId);
    expect(instance(readOnlyId).connectAddress).toBe(address);
  }
  expect(codeOf(await modify(readOnlyId, instance().addresses[0]))).toBe(wrongValue);
});

test("turning SSL off ignores the address, even one that makes no sense", async () => {
  await emulator().control.changeInstance(id, { sslEnabled: true });
  const asked = { DBInstanceId: id, SSLEnabled: false, ConnectAddress: "nonsense !" };
  expect(await emulator.codeOf("ModifyDBInstanceSSLConfig", asked)).toBeUndefined();
  await settled(id);
  expect(instance()).toMatchObject({ sslEnabled: false, connectAddress: "", restarts: 1 });
});

test("the setting is the old one until the task has succeeded", async () => {
  const shown = () => emulator.call("DescribeDBInstanceSSLConfig", { DBInstanceId: id });
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
