import { startVirtualCloud, useVirtualCloud, type VirtualCloud } from "../../virtual-cloud";
import { failModify, type Fault, inputsFor, instanceOf, modifiesSent, type NextTask, up } from "./run";

let cloud: VirtualCloud;
useVirtualCloud((started) => (cloud = started));

/** Time enough for a second request after the first can no longer be accepted. */
const LONG = { taskTimeoutSeconds: 1200 };

test.each<[string, NextTask, string | undefined]>([
  ["took effect", { status: "Success" }, undefined],
  ["failed", { status: "Fail" }, "TaskFailedError"],
])("a task that %s before the reply was given up for lost is found as well", async (_, task, error) => {
  failModify(cloud, { hang: 1000, effect: "applied" });
  cloud.control.nextTask({ seconds: 5, ...task });

  expect(await up(cloud)).toMatchObject({ error, state: { sslEnabled: error === undefined }, sent: 1 });
});

test.each<[string, Fault, number]>([
  ["without a reply (a cut connection)", { drop: "before" }, 600],
  ["without a reply (silence)", { hang: 1000, effect: "none" }, 600],
  ["without a reply of the API (a gateway's)", { http: 504 }, 600],
  ["of which the cloud says that it failed inside", { error: { code: "InternalError" } }, 30],
])("a change %s and without effect is sent once more when the first cannot start any more", async (_, fault, wait) => {
  failModify(cloud, fault);
  expect(await up(cloud, LONG)).toMatchObject({ state: { sslEnabled: true, taskId: 100001 }, sent: 2 });

  const [first = 0, second = 0] = modifiesSent(cloud);
  expect(second - first).toBeGreaterThanOrEqual(wait);
  expect(second - first).toBeLessThanOrEqual(wait + 21);
});

test.each([66, 299])(
  "a change that something holds for %i s and then delivers restarts the database once",
  async (delay) => {
    failModify(cloud, { delay });

    const run = { error: undefined, state: { sslEnabled: true, taskId: 100001 }, sent: 1 };
    expect(await up(cloud, LONG)).toMatchObject(run);
    expect(instanceOf(cloud)).toMatchObject({ modifies: 1, restarts: 1 });
  },
);

test("a change that arrives after its signature has expired is refused, so the second one is the only restart", async () => {
  failModify(cloud, { delay: 301 });

  expect(await up(cloud, LONG)).toMatchObject({ error: undefined, state: { sslEnabled: true }, sent: 2 });
  expect(instanceOf(cloud)).toMatchObject({ modifies: 1, restarts: 1 });
});

test("a change that may still arrive when its time is up is told as unknown, with the time before which nothing else is sent", async () => {
  failModify(cloud, { delay: 250 });
  const { error, says, seconds, sent } = await up(cloud, { taskTimeoutSeconds: 200 });

  expect({ error, seconds, sent }).toEqual({ error: "UnknownOutcomeError", seconds: 200, sent: 1 });
  expect(says).toContain(
    "Run `pulumi up` again: it looks first, and sends no other change before 2026-01-01T00:10:00Z",
  );
});

describe("an up right after one whose change may still arrive", () => {
  const first = async (delay: number) => {
    failModify(cloud, { delay });
    const { state } = await up(cloud, { taskTimeoutSeconds: 200 });
    expect(state).toMatchObject({ sslEnabled: false, changeMayArriveUntil: "2026-01-01T00:10:00Z" });
    return state;
  };

  test("sends no other one and takes the first over when it arrives: one restart in all", async () => {
    const { state, ...second } = await up(cloud, LONG, { olds: await first(250) });

    expect(second).toMatchObject({ error: undefined, sent: 1 });
    expect(state).toMatchObject({ sslEnabled: true });
    expect(state).not.toHaveProperty("changeMayArriveUntil");
    expect(instanceOf(cloud)).toMatchObject({ modifies: 1, restarts: 1 });
  });

  test("sends another one when the cloud can no longer accept the first", async () => {
    expect(await up(cloud, LONG, { olds: await first(301) })).toMatchObject({ error: undefined, sent: 2 });
    expect(modifiesSent(cloud)[1]).toBeGreaterThanOrEqual(600);
    expect(instanceOf(cloud)).toMatchObject({ sslEnabled: true, modifies: 1, restarts: 1 });
  });

  test("ends with its own time, says why nothing was sent, and leaves the state as it is", async () => {
    const { says, ...second } = await up(cloud, { taskTimeoutSeconds: 60 }, { olds: await first(1000) });

    expect(second).toMatchObject({ error: "TaskTimeoutError", state: undefined, sent: 1 });
    expect(says).toContain("it may still arrive until 2026-01-01T00:10:00Z: no other one is sent before");
  });
});

test.each([
  ["with effect is followed to its end", "after", 3],
  ["without effect is sent once more", "before", 4],
] as const)("of many instances with tasks that have ended, each lost change %s", async (_, drop, sent) => {
  const many = [0, 1, 2, 3, 4, 5, 6, 7];
  cloud = await startVirtualCloud({ instances: many.length });
  const upAll = (sslEnabled: boolean, session = cloud.session()) =>
    Promise.all(many.map((index) => up(cloud, { ...inputsFor(cloud, index), ...LONG, sslEnabled }, { session })));
  await upAll(true);
  await upAll(false);
  failModify(cloud, { drop }, many.length);
  const states = (await upAll(true)).map(({ state }) => state);

  expect(states.map((state) => state?.sslEnabled)).toEqual(many.map(() => true));
  expect(states.map((state) => state?.taskId ?? 0).filter((taskId) => taskId <= 100016)).toEqual([]);
  expect(modifiesSent(cloud)).toHaveLength(sent * many.length);
  expect(many.map((index) => instanceOf(cloud, index).restarts)).toEqual(many.map(() => 3));
});

test("a busy instance after a lost reply may run our own change, not listed yet, so it is waited for", async () => {
  failModify(cloud, { drop: "after" });
  cloud.control.nextTask({ seconds: 700, visibleAfterSeconds: 10_000 });
  const { seconds, ...run } = await up(cloud, LONG);

  expect(run).toMatchObject({ state: { sslEnabled: true }, sent: 2 });
  expect(seconds).toBeGreaterThanOrEqual(700);
  expect(instanceOf(cloud)).toMatchObject({ modifies: 1, restarts: 1 });
});

test("after two sends with an unknown outcome no third is risked, and the state says what is there", async () => {
  failModify(cloud, { error: { code: "InternalError" } }, 1000);
  const olds = { ...inputsFor(cloud), caUrl: "http://old" };
  const inputs = { ...inputsFor(cloud), connectAddress: instanceOf(cloud).addresses[1] ?? "" };
  const { says, state, ...run } = await up(cloud, inputs, { olds });

  expect(run).toMatchObject({ error: "UnknownOutcomeError", sent: 2 });
  expect(says).toContain("the cloud failed inside");
  const requestId = expect.any(String) as string;
  expect(state).toEqual({ ...inputs, sslEnabled: false, requestId, unfinishedChange: true });

  cloud.control.clearFaults();
  expect((await up(cloud, inputs, { olds: state })).state?.sslEnabled).toBe(true);
});

test("the request id of a failed change is reported and kept, because support asks for it", async () => {
  failModify(cloud, { error: { code: "InternalError" } }, 1000);
  const { says, state } = await up(cloud);
  const call = cloud.control.latestCalls().findLast(({ action }) => action.startsWith("Modify"));

  expect(state?.requestId).toBe(call?.requestId);
  expect(says).toContain(`[InternalError, request ${call?.requestId ?? "?"}: `);
});

test("an accepted second try settles the first: a missing task then means that there is none", async () => {
  failModify(cloud, { drop: "before" });
  cloud.control.nextTask({ taskId: "absent", effect: "none", visibleAfterSeconds: 10_000 });

  expect(await up(cloud, LONG)).toMatchObject({ error: "NotVerifiedError", sent: 2 });
});

describe("where the credentials may not read tasks", () => {
  beforeEach(() => {
    const fault = { error: { code: "UnauthorizedOperation", message: "no" } };
    cloud.control.addFault({ action: "DescribeTasks", times: 1000, fault });
  });

  test.each<[string, NextTask]>([
    ["a change", {}],
    ["a change without a task, for longer than half a minute,", { taskId: "absent", seconds: 100 }],
  ])("%s is followed by the setting itself, and the user learns once which permission is missing", async (_, task) => {
    cloud.control.nextTask(task);

    expect(await up(cloud)).toMatchObject({ state: { sslEnabled: true }, sent: 1 });
    expect(cloud.lines.filter((line) => line.includes("may not call DescribeTasks"))).toEqual([
      "postgres-emu00001: these credentials may not call DescribeTasks (postgres:DescribeTasks); the SSL configuration " +
        "is watched instead",
    ]);
  });

  test("a change with an unknown outcome is never sent again: nobody could see a task that it started", async () => {
    failModify(cloud, { drop: "after" });
    cloud.control.nextTask({ seconds: 700 });

    expect(await up(cloud, LONG)).toMatchObject({
      error: "UnknownOutcomeError",
      state: { sslEnabled: false },
      sent: 1,
    });
  });
});

test("when even the last look fails, the state keeps what was observed before the change", async () => {
  cloud.control.nextTask({ status: "Fail" });
  const fault = { error: { code: "UnauthorizedOperation" } };
  cloud.control.addFault({ action: "DescribeDBInstanceSSLConfig", skip: 1, times: 1000, fault });

  expect(await up(cloud)).toMatchObject({ error: "TaskFailedError", state: { sslEnabled: false, taskId: 100001 } });
});
