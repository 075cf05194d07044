import { ControlError } from "../../../emulator/src";
import { codeOf } from "../raw-client";
import { eventually, useEmulator } from "../use-emulator";

const emulator = useEmulator();
const id = "postgres-emu00001";
const instance = () => emulator().control.instance(id);
const turnOn = () => emulator.modify(id, "10.0.0.1");
const listed = async () =>
  (await emulator.call("DescribeTasks", { DBInstanceId: id })).TaskSet as {
    readonly Status: string;
    readonly EndTime?: string;
    readonly TaskDetail?: object;
  }[];
/** Turns SSL on or off by a task that is to go like this, and waits for its end. */
async function changed(plan: Parameters<ReturnType<typeof emulator>["control"]["nextTask"]>[0], to = true) {
  emulator().control.nextTask({ seconds: 0, ...plan });
  await (to ? turnOn() : emulator.modify(id));
  await emulator.settled(id);
}

test.each([
  ["fails in turning SSL on", "Fail", true, "Issue Certificate", /^\d{4}-/],
  ["fails in turning SSL off", "Fail", false, "Remove Certificate", /^\d{4}-/],
  ["pauses, which is no end,", "Pause", true, "Issue Certificate", /^$/],
] as const)("a task that %s says why and where, and leaves the setting", async (_, status, to, CurrentStep, ends) => {
  await changed({ status, message: "Out of disk." }, to);
  const EndTime = expect.stringMatching(ends) as string;
  expect(await listed()).toMatchObject([
    { Status: status, Progress: 25, EndTime, TaskDetail: { Message: "Out of disk.", CurrentStep } },
  ]);
  expect(instance()).toMatchObject({ sslEnabled: false, restarts: 0, modifies: 1 });
  expect(codeOf(await turnOn())).toBeUndefined();
});

test.each([
  ["a stuck task runs", "stuck", "Running"],
  ["a task that waits for its switch shows that", "WaitSwitch", "WaitSwitch"],
] as const)("%s until somebody ends it", async (_, status, shown) => {
  for (const ending of [{ status: "Fail", message: "Given up." }, {}] as const) {
    emulator().control.nextTask({ status, seconds: 1e9 });
    const { TaskId: taskId } = await turnOn();
    expect((await listed())[0]).toMatchObject({ Status: shown, EndTime: "" });
    expect(instance()).toMatchObject({ runningTaskId: taskId, status: "job running", sslEnabled: false });
    await emulator().control.finishTask(Number(taskId), ending);
  }
  expect(await listed()).toMatchObject([
    { Status: "Success" },
    { Status: "Fail", TaskDetail: { Message: "Given up." } },
  ]);
  expect(instance()).toMatchObject({ runningTaskId: null, sslEnabled: true });
});

test.each([
  ["none", 25, "Issue Certificate", "was not restarted"],
  ["applied", 70, "Restart Instance", "was restarted"],
] as const)(
  "a task that fails with effect %s gets as far as %d %%, never back, and says whether the database restarted",
  async (effect, stops, step, says) => {
    const start = Date.now();
    const clock = jest.spyOn(Date, "now");
    emulator().control.nextTask({ status: "Fail", seconds: 1000, effect });
    const { TaskId: taskId } = await turnOn();
    const seen: number[] = [];
    for (const seconds of [0, 120, 500, 900, 999, 5000]) {
      clock.mockReturnValue(start + seconds * 1000);
      seen.push(emulator().control.tasks()[0]?.progress ?? -1);
    }
    clock.mockRestore();
    await emulator().control.finishTask(Number(taskId), { status: "Fail", effect });
    const [task] = emulator().control.tasks();
    expect([...seen, stops]).toEqual([...seen, task?.progress].sort((a, b) => Number(a) - Number(b)));
    expect([task?.step, task?.message]).toEqual([step, expect.stringContaining(says)]);
  },
);

test("a task that is ended as failed stops where it is", async () => {
  const clock = jest.spyOn(Date, "now");
  const start = Date.now();
  emulator().control.nextTask({ seconds: 1000 });
  const { TaskId: taskId } = await turnOn();
  clock.mockReturnValue(start + 605_000);
  const ended = await emulator().control.finishTask(Number(taskId), { status: "Fail" });
  clock.mockRestore();
  expect([ended.progress, ended.step]).toEqual([60, "Restart Instance"]);
});

test("success without an effect and an effect without success can be had", async () => {
  await changed({ status: "Success", effect: "none" });
  expect(await listed()).toMatchObject([{ Status: "Success" }]);
  expect(instance()).toMatchObject({ sslEnabled: false, restarts: 0 });

  await changed({ status: "Fail", effect: "applied" });
  expect(await listed()).toMatchObject([{ Status: "Fail" }, { Status: "Success" }]);
  expect(instance()).toMatchObject({ sslEnabled: true, restarts: 1 });
});

test("a task can stay hidden, for a while or for ever", async () => {
  emulator().control.startTask(id, { kind: "backup", visibleAfterSeconds: 1e12, status: "stuck" });
  expect(await listed()).toEqual([]);
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
  expect(await turnOn()).toMatchObject({ TaskId: "100001" });
});

test("plans are used up one by one, by accepted calls only, and those for an instance only by it", async () => {
  const other = "postgres-emu00002";
  emulator().control.nextTask({ instance: other, status: "Fail", seconds: 0 });
  emulator().control.nextTask({ status: "Pause", seconds: 0 });
  await emulator.modify(id, "");
  const outcomes: (string | undefined)[] = [];
  for (const target of [id, id, other, other]) {
    await emulator.modify(target);
    await emulator.settled(target);
    outcomes.push(emulator().control.tasks().at(-1)?.status);
  }
  expect(outcomes).toEqual(["Pause", "Success", "Fail", "Success"]);
});

test("a task can have an empty detail, or no detail and no end, but not fields that would break the contract", async () => {
  const { control } = emulator();
  control.nextTask({ status: "stuck", fields: { TaskDetail: {} } });
  await turnOn();
  expect((await listed()).map(({ Status, TaskDetail }) => [Status, TaskDetail])).toEqual([["Running", {}]]);
  control.startTask(id, { kind: "backup", status: "stuck", fields: { TaskDetail: null, EndTime: null } });
  const [task] = await listed();
  for (const name of ["TaskDetail", "EndTime"]) expect(task).not.toHaveProperty(name);
  expect(() => control.nextTask({ fields: { Status: "Won" } })).toThrow(/outside of its list/);
  expect(() => control.startTask(id, { kind: "backup", fields: { TaskDetail: "" } })).toThrow(/TaskDetail/);
});

test.each([
  ["restart", "restarting"],
  ["resize", "expanding"],
] as const)("a %s that somebody else starts keeps the instance %s, and no other task starts", async (kind, status) => {
  const { control } = emulator();
  const { id: taskId } = control.startTask(id, { kind, status: "stuck" });
  expect(instance().status).toBe(status);
  expect(codeOf(await turnOn())).toBe("OperationDenied.InstanceStatusLimitError");
  const code = await emulator.codeOf("RestartDBInstance", { DBInstanceId: id });
  expect(code).toBe("OperationDenied.InstanceStatusLimitOpError");
  expect(() => control.startTask(id, { kind: "restart" })).toThrow(ControlError);

  await control.finishTask(taskId);
  expect(await listed()).toMatchObject([{ Status: "Success", Progress: 100 }]);
  expect(instance()).toMatchObject({ status: "running", modifies: 0, restarts: 0 });
  expect(codeOf(await turnOn())).toBeUndefined();
});

test("a backup runs beside a change of SSL", async () => {
  const backup = emulator().control.startTask(id, { kind: "backup", status: "stuck" });
  expect(instance().status).toBe("running");
  await turnOn();
  await emulator.settled(id);
  expect(await listed()).toMatchObject([{ Status: "Success" }, { TaskId: backup.id, Status: "Running" }]);
  await emulator().control.finishTask(backup.id);
  expect(instance()).toMatchObject({ sslEnabled: true, restarts: 1 });
});

test("a restart is a task that goes as planned and keeps the SSL setting", async () => {
  await emulator().control.changeInstance(id, { sslEnabled: true });
  emulator().control.nextTask({ instance: id, status: "Fail", message: "No node is free." });
  const { FlowId, TaskId } = await emulator.call("RestartDBInstance", { DBInstanceId: id });
  expect(FlowId).toBe(TaskId);
  await emulator.settled(id);
  const detail = { CurrentStep: "Restart Instance", Message: "No node is free." };
  expect(await listed()).toMatchObject([{ TaskId, TaskType: "RestartInstance", Status: "Fail", TaskDetail: detail }]);
  expect(instance()).toMatchObject({ sslEnabled: true, modifies: 0, status: "running" });
});
