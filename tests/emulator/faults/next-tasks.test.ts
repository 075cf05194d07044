import { call, codeOf, send, signedRequest } from "../raw-client";
import { eventually, settled, useEmulator } from "../use-emulator";

const emulator = useEmulator();
const id = "postgres-emu00001";
const turnOn = { DBInstanceId: id, SSLEnabled: true, ConnectAddress: "10.0.0.1" };
const modify = () => call(emulator(), "ModifyDBInstanceSSLConfig", turnOn);
const instance = () => emulator().control.instance(id);
const listed = async () => {
  const response = await call(emulator(), "DescribeTasks", { DBInstanceId: id });
  return response.TaskSet as { Status: string; EndTime: string; TaskDetail: object }[];
};

test.each(["Fail", "Pause"] as const)(
  "a task that ends in %s says why and where, and leaves the setting",
  async (status) => {
    emulator().control.nextTask({ status, seconds: 0, message: "Out of disk." });
    await modify();
    await settled(emulator(), id);

    expect(await listed()).toMatchObject([
      { Status: status, Progress: 25, TaskDetail: { Message: "Out of disk.", CurrentStep: "Issue Certificate" } },
    ]);
    expect(instance()).toMatchObject({ sslEnabled: false, restarts: 0, modifies: 1 });
    expect(codeOf(await modify())).toBeUndefined();
  },
);

test("a failed task has an end, a paused one has none", async () => {
  emulator().control.nextTask({ status: "Fail", seconds: 0 });
  await modify();
  await settled(emulator(), id);
  emulator().control.nextTask({ status: "Pause", seconds: 0 });
  await modify();
  await settled(emulator(), id);

  const [paused, failed] = await listed();
  expect(paused?.EndTime).toBe("");
  expect(failed?.EndTime).not.toBe("");
});

test("a task that waits for its switch shows that, then succeeds", async () => {
  emulator().control.nextTask({ status: "WaitSwitch", seconds: 1e9 });
  const { TaskId: taskId } = await modify();
  expect(await listed()).toMatchObject([{ Status: "WaitSwitch", EndTime: "" }]);
  await emulator().control.finishTask(Number(taskId));
  expect(await listed()).toMatchObject([{ Status: "Success" }]);
  expect(instance().sslEnabled).toBe(true);
});

test("a stuck task runs until somebody ends it", async () => {
  emulator().control.nextTask({ status: "stuck" });
  const { TaskId: taskId } = await modify();
  expect(instance().runningTaskId).toBe(taskId);
  await emulator().control.finishTask(Number(taskId), { status: "Fail", message: "Given up." });
  expect(await listed()).toMatchObject([{ Status: "Fail", TaskDetail: { Message: "Given up." } }]);
  expect(instance().runningTaskId).toBeNull();
});

test("success without an effect and an effect without success can be had", async () => {
  emulator().control.nextTask({ status: "Success", effect: "none", seconds: 0 });
  emulator().control.nextTask({ status: "Fail", effect: "applied", seconds: 0 });
  await modify();
  await settled(emulator(), id);
  expect(await listed()).toMatchObject([{ Status: "Success" }]);
  expect(instance()).toMatchObject({ sslEnabled: false, restarts: 0 });

  await modify();
  await settled(emulator(), id);
  expect((await listed()).map(({ Status: status }) => status)).toEqual(["Fail", "Success"]);
  expect(instance()).toMatchObject({ sslEnabled: true, restarts: 1 });
});

test("a task can stay hidden while its instance is busy", async () => {
  emulator().control.nextTask({ visibleAfterSeconds: 1e12, status: "stuck" });
  const { TaskId: taskId } = await modify();
  expect(await listed()).toEqual([]);
  expect(instance().status).toBe("job running");
  await emulator().control.finishTask(Number(taskId));

  emulator().control.nextTask({ visibleAfterSeconds: 0.1, status: "stuck" });
  await modify();
  await eventually(async () => (await listed()).length === 1);
});

test.each([
  ["zero", { TaskId: 0 }],
  ["absent", {}],
] as const)("a reply whose task id is %s means a change that is made at once", async (taskId, expected) => {
  emulator().control.nextTask({ taskId });
  const { RequestId: _, ...fields } = await modify();
  expect(fields).toEqual(expected);
  await settled(emulator(), id);
  expect(instance()).toMatchObject({ sslEnabled: true, restarts: 1 });
});

test("a task id can come as text, as a sibling of the API does it", async () => {
  emulator().control.nextTask({ taskId: "string" });
  const { body } = await send(emulator().endpoint, signedRequest(emulator(), "ModifyDBInstanceSSLConfig", turnOn));
  expect(body).toContain('"TaskId":"100001"');
});

test("entries are used up one by one, those of an instance only by it", async () => {
  const other = "postgres-emu00002";
  emulator().control.nextTask({ instance: other, status: "Fail", seconds: 0 });
  emulator().control.nextTask({ status: "Pause", seconds: 0 });
  const outcome = async (target: string) => {
    await call(emulator(), "ModifyDBInstanceSSLConfig", { DBInstanceId: target, SSLEnabled: false });
    await settled(emulator(), target);
    return emulator().control.tasks().at(-1)?.status;
  };
  expect([await outcome(id), await outcome(id), await outcome(other), await outcome(other)]).toEqual([
    "Pause",
    "Success",
    "Fail",
    "Success",
  ]);
});

test("a refused Modify uses no entry up", async () => {
  emulator().control.nextTask({ status: "Fail", seconds: 0 });
  await call(emulator(), "ModifyDBInstanceSSLConfig", { DBInstanceId: id, SSLEnabled: true });
  await modify();
  await settled(emulator(), id);
  expect(await listed()).toMatchObject([{ Status: "Fail" }]);
});
