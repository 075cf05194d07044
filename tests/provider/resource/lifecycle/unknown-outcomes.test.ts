import { useVirtualCloud, type VirtualCloud } from "../../virtual-cloud";
import { inputsFor, instanceOf, modifiesSent, up } from "./run";

let cloud: VirtualCloud;
useVirtualCloud((started) => (cloud = started));

type Fault = Parameters<VirtualCloud["control"]["addFault"]>[0]["fault"];

function loseReply(fault: Fault, times = 1): void {
  cloud.control.addFault({ action: "ModifyDBInstanceSSLConfig", times, fault });
}

const AFTER_EFFECT: [string, Fault][] = [
  ["a cut connection", { drop: "after" }],
  ["silence", { hang: 1000, effect: "applied" }],
  ["HTTP 502", { http: 502, effect: "applied" }],
  ["a page", { body: "<html>", effect: "applied" }],
  ["an empty reply", { body: "{}", effect: "applied" }],
  ["a reply without content", { body: '{"Response":{}}', effect: "applied" }],
];
const WITHOUT_EFFECT: [string, Fault][] = [
  ["a cut connection", { drop: "before" }],
  ["silence", { hang: 1000, effect: "none" }],
  ["HTTP 503", { http: 503 }],
  ["InternalError", { error: { code: "InternalError" } }],
];

test.each(AFTER_EFFECT)(
  "a change that took effect although its reply was lost (%s) is found, not sent again",
  async (_, fault) => {
    loseReply(fault);
    const { state } = await up(cloud, inputsFor(cloud));

    expect(state).toMatchObject({ sslEnabled: true });
    expect(modifiesSent(cloud)).toBe(1);
    expect(cloud.control.instance(instanceOf(cloud).id).restarts).toBe(1);
  },
);

test("the task of a change whose reply was lost is found, followed and kept in the state", async () => {
  loseReply({ drop: "after" });
  cloud.control.nextTask({ seconds: 100 });

  expect((await up(cloud, inputsFor(cloud))).state).toMatchObject({ sslEnabled: true, taskId: 100001 });
});

test("a task that failed in the meantime is reported as a failure", async () => {
  loseReply({ hang: 1000, effect: "applied" });
  cloud.control.nextTask({ status: "Fail", seconds: 5 });
  const { error } = await up(cloud, inputsFor(cloud));

  expect(error?.name).toBe("TaskFailedError");
  expect(modifiesSent(cloud)).toBe(1);
});

test("a task from before the change is never taken for its own", async () => {
  await up(cloud, inputsFor(cloud, 0, { sslEnabled: false }));
  cloud.control.nextTask({ status: "Fail", seconds: 5 });
  await up(cloud, inputsFor(cloud));
  loseReply({ drop: "before" });

  expect((await up(cloud, inputsFor(cloud))).state).toMatchObject({ sslEnabled: true, taskId: 100002 });
});

test.each(WITHOUT_EFFECT)(
  "a change without effect (%s) is searched for half a minute, then sent once more",
  async (_, fault) => {
    loseReply(fault);
    const { state } = await up(cloud, inputsFor(cloud));
    const sent = cloud.requests.filter(({ action }) => action.startsWith("Modify")).map(({ second }) => second);

    expect(state).toMatchObject({ sslEnabled: true, taskId: 100001 });
    expect(sent).toHaveLength(2);
    expect((sent[1] ?? 0) - (sent[0] ?? 0)).toBeGreaterThanOrEqual(30);
    expect((sent[1] ?? 0) - (sent[0] ?? 0)).toBeLessThanOrEqual(51);
  },
);

test("a change that is listed late is still found within the half minute", async () => {
  loseReply({ drop: "after" });
  cloud.control.nextTask({ seconds: 60, visibleAfterSeconds: 25 });

  expect((await up(cloud, inputsFor(cloud))).state).toMatchObject({ sslEnabled: true });
  expect(modifiesSent(cloud)).toBe(1);
});

test("a busy instance after a lost reply may run our own change, not listed yet, so it is waited for", async () => {
  loseReply({ drop: "after" });
  cloud.control.nextTask({ seconds: 60, visibleAfterSeconds: 10_000 });
  const inputs = inputsFor(cloud);
  const { state, seconds } = await up(cloud, inputs);

  expect(state?.sslEnabled).toBe(true);
  expect(seconds).toBeGreaterThanOrEqual(60);
  expect(modifiesSent(cloud)).toBe(2);
  expect(cloud.control.instance(inputs.dbInstanceId)).toMatchObject({ modifies: 1, restarts: 1 });
});

test("after two sends with an unknown outcome no third is risked, and the state knows the instance", async () => {
  loseReply({ drop: "before" }, 1000);
  const { error, state, isPartial } = await up(cloud, inputsFor(cloud));

  expect(error?.name).toBe("UnknownOutcomeError");
  expect(error?.message).toContain("socket hang up");
  expect([state?.sslEnabled, isPartial, modifiesSent(cloud)]).toEqual([false, true, 2]);

  cloud.control.clearFaults();
  expect((await up(cloud, inputsFor(cloud), { olds: state })).state?.sslEnabled).toBe(true);
});

test("the request id of a failed change is reported and kept, because support asks for it", async () => {
  loseReply({ error: { code: "InternalError" } }, 1000);
  const { error, state } = await up(cloud, inputsFor(cloud));
  const call = cloud.control.latestCalls().findLast(({ action }) => action.startsWith("Modify"));

  expect(state?.requestId).toBe(call?.requestId);
  expect(error?.message).toContain(`(ap-guangzhou, request ${call?.requestId ?? "?"})`);
});

test("a search that reaches the user's time ends there, with why the outcome is unknown", async () => {
  loseReply({ drop: "before" });
  const { error, isPartial, seconds } = await up(cloud, inputsFor(cloud, 0, { taskTimeoutSeconds: 10 }));

  expect(error?.name).toBe("TaskTimeoutError");
  expect(error?.message).toContain("not finished after 10 s");
  expect(isPartial).toBe(true);
  expect(seconds).toBeCloseTo(10, 0);
});

test("the user learns of a lost reply at once", async () => {
  loseReply({ drop: "before" });
  await up(cloud, inputsFor(cloud));

  expect(cloud.lines[0]).toMatch(/^postgres-emu00001: ModifyDBInstanceSSLConfig of .*no readable reply arrived/);
});

test("an accepted second try settles the first: a missing task then means that there is none", async () => {
  loseReply({ drop: "before" });
  cloud.control.nextTask({ taskId: "absent", effect: "none", visibleAfterSeconds: 10_000 });
  const { error } = await up(cloud, inputsFor(cloud));

  expect(error?.name).toBe("NotVerifiedError");
  expect(modifiesSent(cloud)).toBe(2);
});

describe("where the credentials may not read tasks", () => {
  beforeEach(() => {
    cloud.control.addFault({
      action: "DescribeTasks",
      times: 1000,
      fault: { error: { code: "UnauthorizedOperation", message: "no" } },
    });
  });

  test("a change is followed by the setting itself, and the user learns once which permission is missing", async () => {
    const { state } = await up(cloud, inputsFor(cloud));

    expect(state).toMatchObject({ sslEnabled: true, taskId: 100001 });
    expect(cloud.lines.filter((line) => line.includes("may not call DescribeTasks"))).toEqual([
      "postgres-emu00001: these credentials may not call DescribeTasks (postgres:DescribeTasks); the SSL configuration " +
        "is watched instead",
    ]);
  });

  test("a change without effect ends at the user's time", async () => {
    cloud.control.nextTask({ effect: "none" });
    const { error, seconds } = await up(cloud, inputsFor(cloud));

    expect(error?.name).toBe("TaskTimeoutError");
    expect(seconds).toBeCloseTo(300, 0);
  });

  test("a change without a task is waited for longer than half a minute", async () => {
    cloud.control.nextTask({ taskId: "absent", seconds: 100 });

    expect((await up(cloud, inputsFor(cloud))).state).toMatchObject({ sslEnabled: true });
    expect(modifiesSent(cloud)).toBe(1);
  });

  test("a change with an unknown outcome is never sent again: nobody could see a task that it started", async () => {
    loseReply({ drop: "after" });
    cloud.control.nextTask({ seconds: 200 });
    const { error, isPartial } = await up(cloud, inputsFor(cloud));

    expect(error?.name).toBe("UnknownOutcomeError");
    expect([isPartial, modifiesSent(cloud)]).toEqual([true, 1]);
  });
});

test("a state after a failure says what is there, even where that differs from before", async () => {
  loseReply({ drop: "before" }, 1000);
  const inputs = inputsFor(cloud);
  const olds = { ...inputs, sslEnabled: true, caUrl: "http://old" };
  const connectAddress = instanceOf(cloud).addresses[1] ?? "";

  expect((await up(cloud, { ...inputs, connectAddress }, { olds })).state).toEqual({
    ...inputs,
    connectAddress,
    sslEnabled: false,
    unfinishedChange: true,
  });
});

test("when even the last look fails, the state keeps what was observed before the change", async () => {
  cloud.control.nextTask({ status: "Fail" });
  cloud.control.addFault({
    action: "DescribeDBInstanceSSLConfig",
    skip: 1,
    times: 1000,
    fault: { error: { code: "UnauthorizedOperation" } },
  });
  const { error, state } = await up(cloud, inputsFor(cloud));

  expect(error?.name).toBe("TaskFailedError");
  expect(state).toMatchObject({ sslEnabled: false, taskId: 100001 });
});
