import { codeOf, send, signedRequest } from "../raw-client";
import { eventually, useEmulator } from "../use-emulator";

const emulator = useEmulator();
const id = "postgres-emu00001";
const instance = () => emulator().control.instance(id);
const turnOn = (of = id) => emulator.modify(of, emulator().control.instance(of).addresses[0]);
const listed = async () =>
  (await emulator.call("DescribeTasks", { DBInstanceId: id })).TaskSet as {
    readonly Status: string;
    readonly EndTime: string;
    readonly TaskDetail: { readonly CurrentStep: string; readonly AllSteps: string };
  }[];
/** Turns SSL on or off by a task that is to go like this, and waits for its end. */
async function changed(plan: Parameters<ReturnType<typeof emulator>["control"]["nextTask"]>[0], to = true) {
  emulator().control.nextTask({ seconds: 0, ...plan });
  await (to ? turnOn() : emulator.modify(id));
  await emulator.settled(id);
}

test.each(["Fail", "Pause"] as const)(
  "a task that ends in %s says why and where, and leaves the setting",
  async (status) => {
    await changed({ status, message: "Out of disk." });
    expect(await listed()).toMatchObject([
      { Status: status, Progress: 25, TaskDetail: { Message: "Out of disk.", CurrentStep: "Issue Certificate" } },
    ]);
    expect(instance()).toMatchObject({ sslEnabled: false, restarts: 0, modifies: 1 });
    expect(codeOf(await turnOn())).toBeUndefined();
  },
);

test.each([
  ["off issues no certificate, and does not fail in issuing one", false, "Remove Certificate"],
  ["on issues one", true, "Issue Certificate"],
])("turning SSL %s", async (_, to, second) => {
  await changed({ status: "Fail" }, to);
  const detail = (await listed())[0]?.TaskDetail;
  const steps = JSON.parse(detail?.AllSteps ?? "") as { StepName: string }[];
  expect(steps.map(({ StepName: name }) => name)).toEqual(["Pre-check", second, "Restart Instance", "Task Complete"]);
  expect(detail?.CurrentStep).toBe(second);
});

test("a failed task has an end, a paused one has none", async () => {
  await changed({ status: "Fail" });
  await changed({ status: "Pause" });
  const [paused, failed] = await listed();
  expect(paused?.EndTime).toBe("");
  expect(failed?.EndTime).not.toBe("");
});

test("a task that waits for its switch shows that, then succeeds", async () => {
  emulator().control.nextTask({ status: "WaitSwitch", seconds: 1e9 });
  const { TaskId: taskId } = await turnOn();
  expect(await listed()).toMatchObject([{ Status: "WaitSwitch", EndTime: "" }]);
  await emulator().control.finishTask(Number(taskId));
  expect(await listed()).toMatchObject([{ Status: "Success" }]);
  expect(instance().sslEnabled).toBe(true);
});

test("a stuck task runs until somebody ends it", async () => {
  emulator().control.nextTask({ status: "stuck" });
  const { TaskId: taskId } = await turnOn();
  expect(instance().runningTaskId).toBe(taskId);
  await emulator().control.finishTask(Number(taskId), { status: "Fail", message: "Given up." });
  expect(await listed()).toMatchObject([{ Status: "Fail", TaskDetail: { Message: "Given up." } }]);
  expect(instance().runningTaskId).toBeNull();
});

test("success without an effect and an effect without success can be had", async () => {
  await changed({ status: "Success", effect: "none" });
  expect(await listed()).toMatchObject([{ Status: "Success" }]);
  expect(instance()).toMatchObject({ sslEnabled: false, restarts: 0 });

  await changed({ status: "Fail", effect: "applied" });
  expect(await listed()).toMatchObject([{ Status: "Fail" }, { Status: "Success" }]);
  expect(instance()).toMatchObject({ sslEnabled: true, restarts: 1 });
});

test("a task can stay hidden while its instance is busy", async () => {
  emulator().control.nextTask({ visibleAfterSeconds: 1e12, status: "stuck" });
  const { TaskId: taskId } = await turnOn();
  expect(await listed()).toEqual([]);
  expect(instance().status).toBe("job running");
  await emulator().control.finishTask(Number(taskId));

  emulator().control.nextTask({ visibleAfterSeconds: 0.1, status: "stuck" });
  await turnOn();
  await eventually(async () => (await listed()).length === 1);
});

test.each([
  ["zero", { TaskId: 0 }],
  ["absent", {}],
] as const)("a reply whose task id is %s means a change that is made at once", async (taskId, expected) => {
  emulator().control.nextTask({ taskId });
  const { RequestId: _, ...fields } = await turnOn();
  expect(fields).toEqual(expected);
  await emulator.settled(id);
  expect(instance()).toMatchObject({ sslEnabled: true, restarts: 1 });
});

test("a task id can come as text, as a sibling of the API does it", async () => {
  emulator().control.nextTask({ taskId: "string" });
  const turnOff = { DBInstanceId: id, SSLEnabled: false };
  const request = signedRequest(emulator(), "ModifyDBInstanceSSLConfig", turnOff);
  expect((await send(emulator().endpoint, request)).body).toContain('"TaskId":"100001"');
});

test("entries are used up one by one, those of an instance only by it", async () => {
  const other = "postgres-emu00002";
  emulator().control.nextTask({ instance: other, status: "Fail", seconds: 0 });
  emulator().control.nextTask({ status: "Pause", seconds: 0 });
  const outcomes: (string | undefined)[] = [];
  for (const target of [id, id, other, other]) {
    await emulator.modify(target);
    await emulator.settled(target);
    outcomes.push(emulator().control.tasks().at(-1)?.status);
  }
  expect(outcomes).toEqual(["Pause", "Success", "Fail", "Success"]);
});

test("a refused Modify uses no entry up", async () => {
  emulator().control.nextTask({ status: "Fail", seconds: 0 });
  await emulator.modify(id, "");
  await turnOn();
  await emulator.settled(id);
  expect(await listed()).toMatchObject([{ Status: "Fail" }]);
});
