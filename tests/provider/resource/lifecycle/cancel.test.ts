import { startVirtualCloud, type VirtualCloud } from "../../virtual-cloud";
import { finish, timed, useVirtualTime } from "../../virtual-time";
import { InstanceSslConfigError, PartialStateError } from "../../../../provider/errors/package-errors";
import { create, read, remove } from "../../../../provider/resource/lifecycle";
import type { Session } from "../../../../provider/resource/session";
import { inputsFor, modifiesSent, type Run, up } from "./run";

useVirtualTime();
let cloud: VirtualCloud;
let cancel: AbortController;
let session: Session;
beforeEach(async () => {
  cloud = await startVirtualCloud({ instances: 60 });
  cancel = new AbortController();
  session = cloud.session({ signal: cancel.signal });
});

function cancelAfter(seconds: number): void {
  setTimeout(() => cancel.abort(), seconds * 1000);
}

async function upCancelledAfter(seconds: number): Promise<Run> {
  cancelAfter(seconds);
  return up(cloud, inputsFor(cloud), { session });
}

function causeOf(error: unknown): Error {
  return (error instanceof PartialStateError ? error.cause : error) as Error;
}

const TAKEN_OVER =
  "What was started goes on in the cloud; the next `pulumi up` takes it over without starting it again.";

test("a change whose task runs ends at once, the state knows it, and the next up takes it over", async () => {
  cloud.control.nextTask({ seconds: 60 });
  const { error, state, isPartial, seconds } = await upCancelledAfter(20.5);

  expect(seconds).toBeCloseTo(20.5);
  expect(error).toMatchObject({ name: "ChangeCancelledError", taskId: 100001 });
  expect(error?.message).toMatch(
    /cancelled, last seen: task 100001 \(ModifyDBInstanceSSLConfig\) is Running, [23]\d %/,
  );
  expect(error?.message).toContain(TAKEN_OVER);
  expect([isPartial, state?.sslEnabled, state?.taskId]).toEqual([true, false, 100001]);

  const next = await up(cloud, inputsFor(cloud), { olds: state });
  expect(next.state?.sslEnabled).toBe(true);
  expect(modifiesSent(cloud)).toBe(1);
});

test("a wait for a task of somebody else ends at once, and nothing was changed", async () => {
  cloud.control.startTask(inputsFor(cloud).dbInstanceId, { kind: "restart", seconds: 60 });
  const { error, isPartial, seconds } = await upCancelledAfter(10);

  expect(seconds).toBeCloseTo(10);
  expect([error?.name, isPartial, modifiesSent(cloud)]).toEqual(["ChangeCancelledError", false, 0]);
  expect(error?.message).toContain("cancelled before the change was started. Nothing was changed");
});

test.each([
  ["DescribeTasks", 0],
  ["DescribeDBInstanceSSLConfig", 0],
])("a look at the instance that hangs (%s) is not waited for, and no change follows", async (action, sent) => {
  cloud.control.addFault({ action, fault: { hang: 1000 } });
  const { error, isPartial, seconds } = await upCancelledAfter(5);
  await jest.advanceTimersByTimeAsync(120_000);

  expect(seconds).toBeCloseTo(5);
  expect([error?.name, isPartial, modifiesSent(cloud)]).toEqual(["ChangeCancelledError", false, sent]);
});

test("a change that is on its way may have been started: the state knows the instance, and the next up looks first", async () => {
  cloud.control.addFault({ action: "ModifyDBInstanceSSLConfig", fault: { hang: 1000, effect: "applied" } });
  const { error, state, isPartial, seconds } = await upCancelledAfter(5);

  expect(seconds).toBeCloseTo(5);
  expect([error?.name, isPartial]).toEqual(["ChangeCancelledError", true]);
  expect(error?.message).toContain(TAKEN_OVER);
  expect((await up(cloud, inputsFor(cloud), { olds: state })).state?.sslEnabled).toBe(true);
  expect(modifiesSent(cloud)).toBe(1);
});

test.each([
  ["a busy instance", "OperationDenied.InstanceStatusLimitError"],
  ["the account's limit", "RequestLimitExceeded"],
])("a pause before a refused change is sent again (%s) ends at once, and it is not sent", async (_, code) => {
  cloud.control.addFault({ action: "ModifyDBInstanceSSLConfig", times: 10_000, fault: { error: { code } } });
  const { error, isPartial, seconds } = await upCancelledAfter(12.2);
  const sent = modifiesSent(cloud);
  await jest.advanceTimersByTimeAsync(120_000);

  expect(seconds).toBeCloseTo(12.2);
  expect([error?.name, isPartial]).toEqual(["ChangeCancelledError", false]);
  expect(modifiesSent(cloud)).toBe(sent);
});

test("the search for a change whose reply was lost ends, and the change counts as possibly started", async () => {
  cloud.control.addFault({ action: "ModifyDBInstanceSSLConfig", fault: { drop: "before" } });
  const { error, isPartial, seconds } = await upCancelledAfter(10.2);

  expect(seconds).toBeCloseTo(10.2);
  expect([error?.name, isPartial, modifiesSent(cloud)]).toEqual(["ChangeCancelledError", true, 1]);
});

test("no change is sent when the run is cancelled during its last preparations", async () => {
  const beforeWrite = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 10_000));
  session = cloud.session({ signal: cancel.signal, beforeWrite });
  const { error, seconds } = await upCancelledAfter(5);
  await jest.advanceTimersByTimeAsync(60_000);

  expect([error?.name, seconds]).toEqual(["ChangeCancelledError", 5]);
  expect(modifiesSent(cloud)).toBe(0);
});

test("of many changes, those in the queue are given up and those that run are reported; no request follows", async () => {
  cancelAfter(2);
  const many = Array.from({ length: 60 }, (_, index) =>
    create(session, inputsFor(cloud, index)).catch((error: unknown) => error),
  );
  const { result: errors, seconds } = await timed(Promise.all(many));
  const sent = cloud.requests.length;
  await jest.advanceTimersByTimeAsync(60_000);
  const partial = errors.filter((error) => error instanceof PartialStateError);

  expect(seconds).toBeCloseTo(2);
  expect(new Set(errors.map(causeOf).map(({ name }) => name))).toEqual(new Set(["ChangeCancelledError"]));
  expect(partial).toHaveLength(modifiesSent(cloud));
  expect(modifiesSent(cloud)).toBeGreaterThan(10);
  expect(modifiesSent(cloud)).toBeLessThan(60);
  expect(cloud.requests).toHaveLength(sent);
});

test("a run that is cancelled before it begins sends nothing", async () => {
  cancel.abort();
  session = cloud.session({ signal: cancel.signal });
  const { error } = await up(cloud, inputsFor(cloud), { session });

  expect([error?.name, cloud.requests]).toEqual(["ChangeCancelledError", []]);
});

test("a look at the setting that hangs ends at once, with an error of this package", async () => {
  cloud.control.addFault({ action: "DescribeDBInstanceSSLConfig", fault: { hang: 1000 } });
  cancelAfter(5);
  const looking = read(session, inputsFor(cloud), {}).catch((error: unknown) => error);
  const { result, seconds } = await timed(looking);

  expect(seconds).toBeCloseTo(5);
  expect(result).toMatchObject({ name: "CancelledError" });
  expect(result).toBeInstanceOf(InstanceSslConfigError);
});

test("a delete that is cancelled while its task runs says so, and the next one takes over", async () => {
  const { state } = await up(cloud, inputsFor(cloud));
  if (state === undefined) throw new Error("SSL is not on");
  cancelAfter(5);
  const deleting = remove(session, state).catch((error: unknown) => error);

  expect((await timed(deleting)).result).toMatchObject({ name: "ChangeCancelledError" });
  await finish(remove(cloud.session(), state));
  expect(cloud.control.instance(state.dbInstanceId)).toMatchObject({ sslEnabled: false, modifies: 2 });
});
