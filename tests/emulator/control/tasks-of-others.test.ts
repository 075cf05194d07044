import { ControlError } from "../../../emulator/src";
import { codeOf } from "../raw-client";
import { useEmulator } from "../use-emulator";

const emulator = useEmulator();
const id = "postgres-emu00001";
const modify = () => emulator.modify(id, "10.0.0.1");
const start = (body: object) => emulator.http("POST", `instances/${id}/tasks`, body);
const listed = async () => (await emulator.call("DescribeTasks", { DBInstanceId: id })).TaskSet;
const instance = () => emulator().control.instance(id);

test.each([
  ["restart", "RestartInstance", "restarting"],
  ["resize", "ModifyDBInstanceSpec", "expanding"],
])("a %s that somebody else starts is listed as %s and keeps the instance %s", async (kind, type, busy) => {
  const { id: taskId } = (await start({ kind, status: "stuck" })).json as { id: number };
  expect(await listed()).toMatchObject([{ TaskId: taskId, TaskType: type, Status: "Running" }]);
  expect(instance().status).toBe(busy);
  expect(codeOf(await modify())).toBe("OperationDenied.InstanceStatusLimitError");

  await emulator().control.finishTask(taskId);
  expect(await listed()).toMatchObject([{ Status: "Success", Progress: 100 }]);
  expect(codeOf(await modify())).toBeUndefined();
  await emulator.settled(id);
  expect(instance()).toMatchObject({ modifies: 1, restarts: 1 });
});

test("a backup runs beside a change of SSL", async () => {
  const backup = emulator().control.startTask(id, { kind: "backup", status: "stuck" });
  expect(instance().status).toBe("running");
  await modify();
  await emulator.settled(id);
  expect(await listed()).toMatchObject([
    { TaskType: "ModifyDBInstanceSSLConfig", Status: "Success" },
    { TaskId: backup.id, TaskType: "BackupInstance", Status: "Running" },
  ]);
  await emulator().control.finishTask(backup.id);
  expect(instance()).toMatchObject({ sslEnabled: true, restarts: 1 });
});

test("it can be made to fail, to wait and to stay hidden", async () => {
  emulator().control.startTask(id, { kind: "restart", status: "Fail", seconds: 0, message: "No host." });
  await emulator.settled(id);
  emulator().control.startTask(id, { kind: "resize", status: "stuck", visibleAfterSeconds: 1000 });
  expect(await listed()).toMatchObject([
    { Status: "Fail", TaskDetail: { CurrentStep: "Restart Instance", Message: "No host." } },
  ]);
});

test("a busy instance takes no other task, and an unknown kind is refused", async () => {
  emulator().control.startTask(id, { kind: "resize", status: "stuck" });
  expect(() => emulator().control.startTask(id, { kind: "restart" })).toThrow(ControlError);
  expect((await start({ kind: "restart" })).status).toBe(409);
  expect((await start({ kind: "holiday" })).status).toBe(400);
});
