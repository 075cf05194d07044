import { startVirtualCloud, type VirtualCloud } from "../../virtual-cloud";
import { ending, finish, useVirtualTime } from "../../virtual-time";
import { InstanceSslConfigError } from "../../../../provider/errors/package-errors";
import { read, remove } from "../../../../provider/resource/lifecycle";
import type { Session } from "../../../../provider/resource/session";
import { failModify, inputsFor, instanceOf, modifiesSent, up } from "./run";

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

const TAKEN_OVER =
  "What was started goes on in the cloud; the next `pulumi up` takes it over without starting it again.";
const HANG = { hang: 1000 };

test("a cancelled change whose task runs ends at once, the state knows it, and the next up takes it over", async () => {
  cloud.control.nextTask({ seconds: 60 });
  cancelAfter(20);
  const { says, ...run } = await up(cloud, {}, { session });

  const state = { sslEnabled: false, taskId: 100001 };
  expect(run).toMatchObject({ error: "ChangeCancelledError", state, seconds: 20 });
  expect(says).toMatch(/was cancelled .*Last seen: task 100001 is running at [23]\d%/);
  expect(says).toContain(TAKEN_OVER);
  expect(await up(cloud, {}, { olds: run.state })).toMatchObject({ state: { sslEnabled: true }, sent: 1 });
});

test.each<[string, () => void]>([
  ["a task of others runs", () => cloud.control.startTask("postgres-emu00001", { kind: "restart", seconds: 60 })],
  ["a look at the tasks hangs", () => cloud.control.addFault({ action: "DescribeTasks", fault: HANG })],
  ["the instance is busy", () => failModify(cloud, { error: { code: "ResourceInUse" } }, 10_000)],
  ["the account's limit is reached", () => failModify(cloud, { error: { code: "RequestLimitExceeded" } }, 10_000)],
])("while %s, a cancelled change ends at once, and nothing was changed", async (_, arrange) => {
  arrange();
  cancelAfter(12);
  const { says, sent, ...run } = await up(cloud, {}, { session });
  await jest.advanceTimersByTimeAsync(120_000);

  expect(run).toEqual({ error: "ChangeCancelledError", state: undefined, seconds: 12 });
  expect(says).toContain("was cancelled before it was started. Nothing was changed");
  expect(modifiesSent(cloud)).toHaveLength(sent);
  expect(instanceOf(cloud).modifies).toBe(0);
});

test.each([
  ["on its way", { hang: 1000, effect: "applied" }],
  ["searched for, because its reply was lost,", { drop: "before" }],
] as const)("a cancelled change that is %s may have been started, and the next up looks first", async (_, fault) => {
  failModify(cloud, fault);
  cancelAfter(10);
  const { says, ...run } = await up(cloud, {}, { session });

  expect(run).toMatchObject({ error: "ChangeCancelledError", state: { sslEnabled: false }, sent: 1, seconds: 10 });
  expect(says).toContain(TAKEN_OVER);
  expect((await up(cloud, { taskTimeoutSeconds: 1200 }, { olds: run.state })).state?.sslEnabled).toBe(true);
  expect(instanceOf(cloud)).toMatchObject({ modifies: 1, restarts: 1 });
});

test("no change is sent when the run is cancelled during its last preparations", async () => {
  const mayBeSent = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 10_000));
  cancelAfter(5);
  const run = await up(cloud, {}, { session: cloud.session({ signal: cancel.signal, mayBeSent }) });
  await jest.advanceTimersByTimeAsync(60_000);

  expect(run).toMatchObject({ error: "ChangeCancelledError", seconds: 5 });
  expect(modifiesSent(cloud)).toEqual([]);
});

test("of many changes, those in the queue are given up and those that run are reported; no request follows", async () => {
  cancelAfter(2);
  const many = Array.from({ length: 60 }, (_, index) => up(cloud, inputsFor(cloud, index), { session }));
  const runs = await Promise.all(many);
  const sent = cloud.requests.length;
  await jest.advanceTimersByTimeAsync(60_000);
  const started = runs.filter(({ state }) => state !== undefined).length;
  const ends = new Set(runs.map(({ error, seconds }) => `${error} after ${seconds} s`));

  expect([...ends]).toEqual(["ChangeCancelledError after 2 s"]);
  expect(modifiesSent(cloud)).toHaveLength(started);
  expect(started).toBeGreaterThan(10);
  expect(started).toBeLessThan(60);
  expect(cloud.requests).toHaveLength(sent);
});

test("a run that is cancelled before it begins sends nothing", async () => {
  cancel.abort();
  const { error } = await up(cloud, {}, { session: cloud.session({ signal: cancel.signal }) });

  expect([error, cloud.requests]).toEqual(["ChangeCancelledError", []]);
});

test("a look at the setting that hangs ends at once, with an error of this package", async () => {
  cloud.control.addFault({ action: "DescribeDBInstanceSSLConfig", fault: HANG });
  cancelAfter(5);
  const { result, seconds } = await ending(read(session, inputsFor(cloud), {}));

  expect(seconds).toBeCloseTo(5);
  expect(result).toMatchObject({ name: "CancelledError" });
  expect(result).toBeInstanceOf(InstanceSslConfigError);
});

test("a delete that is cancelled while its task runs says so, and the next one takes over", async () => {
  await up(cloud);
  cancelAfter(5);

  await expect(finish(remove(session, inputsFor(cloud)))).rejects.toMatchObject({ name: "ChangeCancelledError" });
  await finish(remove(cloud.session(), inputsFor(cloud)));
  expect(instanceOf(cloud)).toMatchObject({ sslEnabled: false, modifies: 2 });
});
