import type { Fault } from "../../../emulator/src";
import { Faults } from "../../../emulator/src/gateway/faults";
import { call, codeOf, send, signedRequest } from "../raw-client";
import { eventually, useEmulator } from "../use-emulator";

const emulator = useEmulator();
const id = "postgres-emu00001";
const turnOff = { DBInstanceId: id, SSLEnabled: false };
const modify = () => emulator.modify(id);
const modifies = () => emulator().control.instance(id).modifies;
const addFault = (fault: Fault, more: object = {}) =>
  emulator().control.addFault({ action: "ModifyDBInstanceSSLConfig", fault, ...more });

test("an error comes instead of the call, once, and the next call goes well", async () => {
  addFault({ error: { code: "FailedOperation.FlowCreateError", message: "Try later." } });
  expect((await modify()).Error).toEqual({ Code: "FailedOperation.FlowCreateError", Message: "Try later." });
  expect(modifies()).toBe(0);
  expect(codeOf(await modify())).toBeUndefined();
});

test("a connection cut before the call leaves the instance alone, one cut after it does not", async () => {
  addFault({ drop: "before" });
  await expect(modify()).rejects.toThrow();
  expect(modifies()).toBe(0);

  addFault({ drop: "after" });
  await expect(modify()).rejects.toThrow();
  await emulator.settled(id);
  expect(emulator().control.instance(id)).toMatchObject({ modifies: 1, restarts: 1 });
});

test.each<[Fault, object, number]>([
  [{ http: 503 }, { status: 503, body: "" }, 0],
  [{ body: "<html>" }, { status: 200, body: "<html>" }, 0],
  [{ http: 502, effect: "applied" }, { status: 502 }, 1],
])("the reply to %j is as asked for, and so is its effect", async (fault, reply, effects) => {
  addFault(fault);
  const request = signedRequest(emulator(), "ModifyDBInstanceSSLConfig", turnOff);
  expect(await send(emulator().endpoint, request)).toMatchObject(reply);
  expect(modifies()).toBe(effects);
});

test("a call whose reply hangs takes effect at once, and the reply comes in the end", async () => {
  addFault({ hang: 3600 });
  addFault({ hang: 0.01 });
  let isAnswered = false;
  const answer = modify().finally(() => (isAnswered = true));
  answer.catch(() => undefined); // Its connection is cut when the emulator closes.
  await eventually(() => modifies() === 1);
  await emulator.settled(id);
  expect(codeOf(await modify())).toBeUndefined();
  expect(isAnswered).toBe(false);
});

test("a call that is held on its way takes effect when it arrives; without its fault it never arrives", async () => {
  addFault({ delay: 0.01 });
  addFault({ delay: 3600 }, { instance: "postgres-emu00002" });
  expect(codeOf(await modify())).toBeUndefined();
  expect(modifies()).toBe(1);

  const held = emulator.modify("postgres-emu00002");
  await eventually(() => emulator().control.faults().length === 0);
  emulator().control.clearFaults();
  await expect(held).rejects.toThrow();
  expect(emulator().control.instance("postgres-emu00002").modifies).toBe(0);
});

test("a call that is held until its signature has expired is refused", async () => {
  addFault({ delay: 2 });
  const fiveMinutesAgo = { "x-tc-timestamp": String(Math.floor(Date.now() / 1000) - 299) };
  const request = signedRequest(emulator(), "ModifyDBInstanceSSLConfig", turnOff, fiveMinutesAgo);

  expect((await send(emulator().endpoint, request)).body).toContain("AuthFailure.SignatureExpire");
  expect(modifies()).toBe(0);
});

test("a fault for an instance leaves calls for others alone; DescribeTasks is of the instance whose task it names", async () => {
  addFault({ http: 500 }, { instance: id });
  expect(codeOf(await emulator.modify("postgres-emu00002"))).toBeUndefined();
  await expect(modify()).rejects.toThrow();

  const { TaskId } = await modify();
  addFault({ error: { code: "InternalError" } }, { instance: id, action: "DescribeTasks" });
  expect(await emulator.codeOf("DescribeTasks")).toBeUndefined();
  expect(await emulator.codeOf("DescribeTasks", { TaskId })).toBe("InternalError");
});

test("calls that the gateway refuses use no fault up", async () => {
  addFault({ error: { code: "InternalError" } });
  await call({ ...emulator(), secretKey: "wrong" }, "ModifyDBInstanceSSLConfig", turnOff);
  expect(codeOf(await modify())).toBe("InternalError");
});

test("what a fault did to a call is counted as the client saw it", async () => {
  addFault({ error: { code: "RequestLimitExceeded" } });
  addFault({ drop: "before" });
  addFault({ drop: "after" });
  await Promise.allSettled([modify(), modify(), modify()]);
  expect(emulator().control.callCounts().ModifyDBInstanceSSLConfig).toEqual({ accepted: 1, limited: 1, failed: 1 });
});

test("skip lets calls pass first, times makes several fail, and the oldest that is due comes first", () => {
  const faults = new Faults();
  faults.add({ action: "A", skip: 2, times: 2, fault: { http: 501 } });
  faults.add({ action: "A", fault: { http: 502 } });
  faults.add({ action: "B", fault: { http: 503 } });
  const taken = Array.from({ length: 6 }, () => faults.take({ action: "A", instances: [] }));
  const codes = taken.map((fault) => (fault && "http" in fault ? fault.http : 0));
  expect(codes).toEqual([502, 0, 501, 501, 0, 0]);
  expect(faults.list()).toEqual([{ action: "B", skip: 0, times: 1, fault: { http: 503 } }]);
});
