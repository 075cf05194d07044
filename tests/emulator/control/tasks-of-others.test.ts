import { ControlError } from "../../../emulator/src";
import { call, codeOf } from "../raw-client";
import { settled, useEmulator } from "../use-emulator";

const emulator = useEmulator();
const id = "postgres-emu00001";
const turnOn = { DBInstanceId: id, SSLEnabled: true, ConnectAddress: "10.0.0.1" };
const modify = () => call(emulator(), "ModifyDBInstanceSSLConfig", turnOn);
const start = (body: object) =>
  fetch(`${emulator().endpoint}/_emulator/instances/${id}/tasks`, { method: "POST", body: JSON.stringify(body) });
const listed = async () => (await call(emulator(), "DescribeTasks", { DBInstanceId: id })).TaskSet;
const status = () => emulator().control.instance(id).status;

test.each([
  ["restart", "RestartInstance", "restarting"],
  ["resize", "ModifyDBInstanceSpec", "expanding"],
])("a %s that somebody else starts is listed as %s and keeps the instance %s", async (kind, type, busy) => {
  const reply = await start({ kind, status: "stuck" });
  const { id: taskId } = (await reply.json()) as { id: number };
  expect(await listed()).toMatchObject([{ TaskId: taskId, TaskType: type, Status: "Running" }]);
  expect(status()).toBe(busy);
  expect(codeOf(await modify())).toBe("OperationDenied.InstanceStatusLimitError");

  await emulator().control.finishTask(taskId);
  expect(await listed()).toMatchObject([{ Status: "Success", Progress: 100 }]);
  expect(codeOf(await modify())).toBeUndefined();
  await settled(emulator(), id);
  expect(emulator().control.instance(id)).toMatchObject({ modifies: 1, restarts: 1 });
});

test("a backup runs beside a change of SSL", async () => {
  const backup = emulator().control.startTask(id, { kind: "backup", status: "stuck" });
  expect(status()).toBe("running");
  await modify();
  await settled(emulator(), id);

  expect(await listed()).toMatchObject([
    { TaskType: "ModifyDBInstanceSSLConfig", Status: "Success" },
    { TaskId: backup.id, TaskType: "BackupInstance", Status: "Running" },
  ]);
  await emulator().control.finishTask(backup.id);
  expect(emulator().control.instance(id)).toMatchObject({ sslEnabled: true, restarts: 1 });
});

test("it fails, waits and stays unseen as it is told to", async () => {
  emulator().control.startTask(id, { kind: "restart", status: "Fail", seconds: 0, message: "No host." });
  await settled(emulator(), id);
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
