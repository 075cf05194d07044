import { Faults } from "../../../emulator/src/gateway/faults";
import type { Fault } from "../../../emulator/src";
import { call, codeOf, send, signedRequest } from "../raw-client";
import { eventually, settled, useEmulator } from "../use-emulator";

const emulator = useEmulator();
const id = "postgres-emu00001";
const other = "postgres-emu00002";
const turnOff = { DBInstanceId: id, SSLEnabled: false };
const modify = () => call(emulator(), "ModifyDBInstanceSSLConfig", turnOff);
const modifies = () => emulator().control.instance(id).modifies;
const befall = (fault: Fault, more: object = {}) =>
  emulator().control.addFault({ action: "ModifyDBInstanceSSLConfig", fault, ...more });

test("an error comes instead of the call, once, and the next call goes well", async () => {
  befall({ error: { code: "FailedOperation.FlowCreateError", message: "Try later." } });
  expect((await modify()).Error).toEqual({ Code: "FailedOperation.FlowCreateError", Message: "Try later." });
  expect(modifies()).toBe(0);
  expect(codeOf(await modify())).toBeUndefined();
});

test("a connection cut before the call leaves the instance alone, one cut after it does not", async () => {
  befall({ drop: "before" });
  await expect(modify()).rejects.toThrow();
  expect(modifies()).toBe(0);

  befall({ drop: "after" });
  await expect(modify()).rejects.toThrow();
  await settled(emulator(), id);
  expect(emulator().control.instance(id)).toMatchObject({ modifies: 1, restarts: 1 });
});

test("an HTTP status and a strange body come as asked for, with the effect that is asked for", async () => {
  const reply = () => send(emulator().endpoint, signedRequest(emulator(), "ModifyDBInstanceSSLConfig", turnOff));
  befall({ http: 503 });
  expect(await reply()).toMatchObject({ status: 503, body: "" });
  befall({ body: "<html>" });
  expect(await reply()).toMatchObject({ status: 200, body: "<html>" });
  expect(modifies()).toBe(0);

  befall({ http: 502, effect: "applied" });
  expect(await reply()).toMatchObject({ status: 502 });
  expect(modifies()).toBe(1);
});

test("a call whose reply hangs takes effect at once", async () => {
  befall({ hang: 3600 });
  let isAnswered = false;
  const answer = modify().finally(() => (isAnswered = true));
  answer.catch(() => undefined); // Its connection is cut when the emulator closes.
  await eventually(() => modifies() === 1);
  expect(isAnswered).toBe(false);
});

test("a reply that hung comes in the end", async () => {
  befall({ hang: 0.01 });
  expect(codeOf(await modify())).toBeUndefined();
});

test("a fault for an instance leaves calls for others alone", async () => {
  befall({ http: 500 }, { instance: id });
  const elsewhere = await call(emulator(), "ModifyDBInstanceSSLConfig", { ...turnOff, DBInstanceId: other });
  expect(codeOf(elsewhere)).toBeUndefined();
  await expect(modify()).rejects.toThrow();
});

test("DescribeTasks is of the instance whose task it names", async () => {
  const { TaskId: taskId } = await modify();
  emulator().control.addFault({
    action: "DescribeTasks",
    instance: id,
    fault: { error: { code: "InternalError", message: "Asked for." } },
  });
  expect(codeOf(await call(emulator(), "DescribeTasks"))).toBeUndefined();
  expect(codeOf(await call(emulator(), "DescribeTasks", { TaskId: taskId }))).toBe("InternalError");
});

test("calls that the gateway refuses use no fault up", async () => {
  befall({ error: { code: "InternalError" } });
  await call({ ...emulator(), secretKey: "wrong" }, "ModifyDBInstanceSSLConfig", turnOff);
  expect(codeOf(await modify())).toBe("InternalError");
});

test("what a fault did to a call is counted as the client saw it", async () => {
  befall({ error: { code: "RequestLimitExceeded" } });
  befall({ drop: "before" });
  befall({ drop: "after" });
  await Promise.allSettled([modify(), modify(), modify()]);
  expect(emulator().control.callCounts().ModifyDBInstanceSSLConfig).toEqual({ accepted: 1, limited: 1, failed: 1 });
});

test("skip lets calls pass first, times befalls several, and the oldest that is due comes first", () => {
  const faults = new Faults();
  faults.add({ action: "A", skip: 2, times: 2, fault: { http: 501 } });
  faults.add({ action: "A", fault: { http: 502 } });
  faults.add({ action: "B", fault: { http: 503 } });
  const taken = Array.from({ length: 6 }, () => faults.take({ action: "A", instances: [] }));
  const codes = taken.map((fault) => (fault && "http" in fault ? fault.http : 0));

  expect(codes).toEqual([502, 0, 501, 501, 0, 0]);
  expect(faults.list()).toEqual([{ action: "B", skip: 0, times: 1, fault: { http: 503 } }]);
});
