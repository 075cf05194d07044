import { useVirtualCloud, type VirtualCloud } from "../../virtual-cloud";
import { finish } from "../../virtual-time";
import { remove } from "../../../../provider/resource/lifecycle";
import { Budget } from "../../../../provider/time/budget";
import { failModify, inputsFor, instanceOf, listTask, modifiesSent, type NextTask, up } from "./run";

let cloud: VirtualCloud;
useVirtualCloud((started) => (cloud = started));

/** Somebody else starts a change of the first instance. */
async function startElsewhere(task: NextTask, address = 0): Promise<void> {
  cloud.control.nextTask(task);
  const { api } = cloud.session().tools;
  const on = { sslEnabled: true, connectAddress: instanceOf(cloud).addresses[address] ?? "" } as const;
  await finish(api.modifySslConfig(inputsFor(cloud), on, { budget: new Budget(10) }));
}

test("a change that somebody else already started is waited for and taken over; nothing is sent", async () => {
  await startElsewhere({ seconds: 60 });
  const { state, sent, seconds } = await up(cloud);

  expect([state?.sslEnabled, sent]).toEqual([true, 1]);
  expect(state).not.toHaveProperty("taskId");
  expect(seconds).toBeGreaterThanOrEqual(59);
  expect(seconds).toBeLessThanOrEqual(64);
  expect(cloud.lines[0]).toBe(
    "postgres-emu00001: task 100001 is already running for the instance; waiting for it to end",
  );
  expect(cloud.lines[1]).toContain("task 100001 is running at 1%");
});

test.each<[string, NextTask, number, number]>([
  ["sets another address", {}, 1, 2],
  ["has no effect", { effect: "none" }, 0, 1],
])("a change of others that %s is waited for, and then the desired one is made once", async (...args) => {
  const [, task, address, restarts] = args;
  await startElsewhere(task, address);
  const { state } = await up(cloud);

  expect(state).toMatchObject({ sslEnabled: true, connectAddress: instanceOf(cloud).addresses[0], taskId: 100002 });
  expect(instanceOf(cloud)).toMatchObject({ modifies: 2, restarts });
});

test("a task of others that outlasts the user's time is reported, and leaves the state as it was", async () => {
  await startElsewhere({ seconds: 10_000 });
  const { says, ...run } = await up(cloud);

  expect(run).toEqual({ error: "TaskTimeoutError", state: undefined, sent: 1, seconds: 300 });
  expect(says).toContain("was not finished after 300 s. Last seen: task 100001 is running at");
});

test("a setting that is as desired when the time is up is a success, whatever still runs for the instance", async () => {
  await cloud.control.changeInstance("postgres-emu00001", { sslEnabled: true });
  cloud.control.startTask("postgres-emu00001", { kind: "restart", status: "stuck" });
  const run = await up(cloud, { taskTimeoutSeconds: 60 });

  expect(run).toMatchObject({ error: undefined, state: { sslEnabled: true }, sent: 0, seconds: 60 });
});

test.each([
  ["its type says so", { TaskType: "ModifyDBInstanceSSLConfig" }, {}],
  ["it has no type", { TaskType: "" }, {}],
  ["the state names it as the resource's last change", { TaskType: "Unheard" }, { taskId: 100001 }],
])("a task that may change SSL (%s) and outlasts the time is no success, although SSL is off yet", async (...args) => {
  const [, task, named] = args;
  listTask(cloud, task);
  const state = { ...inputsFor(cloud), taskTimeoutSeconds: 30, ...named };

  await expect(finish(remove(cloud.session(), state))).rejects.toThrow(
    "was not finished after 30 s. Last seen: task 100001",
  );
  expect([modifiesSent(cloud), instanceOf(cloud).sslEnabled]).toEqual([[], false]);
});

test.each([
  ["a refused change", "ModifyDBInstanceSSLConfig of postgres-emu00001", 100],
  ["a change without a visible task", "DescribeTasks does not list task 100002", 0],
])("a timeout of %s reports that, not the task of somebody else that ended before it", async (_, words, times) => {
  cloud.control.startTask("postgres-emu00001", { kind: "restart", seconds: 10 });
  failModify(cloud, { error: { code: "OperationDenied.InstanceStatusLimitError" } }, times);
  cloud.control.nextTask({ seconds: 1000, visibleAfterSeconds: 10_000 });
  const { error, says } = await up(cloud, { taskTimeoutSeconds: 100 });

  expect(error).toBe("TaskTimeoutError");
  expect(says).toContain(`Last seen: ${words}`);
});

test("a task of others that disappears from the listing is no longer waited for", async () => {
  await startElsewhere({ seconds: 20 });
  const gone = JSON.stringify({ Response: { TaskSet: [], TotalCount: 0, RequestId: "r" } });
  cloud.control.addFault({ action: "DescribeTasks", skip: 1, fault: { body: gone } });

  expect((await up(cloud)).state?.sslEnabled).toBe(true);
  expect(instanceOf(cloud).restarts).toBeLessThanOrEqual(2);
});

test("a task of others that has ended, whatever its state is called, is not waited for", async () => {
  await cloud.control.changeInstance("postgres-emu00001", { sslEnabled: true });
  listTask(cloud, { Status: "Cancelled", EndTime: "2026-01-01 08:00:05" });

  expect(await up(cloud)).toMatchObject({ state: { sslEnabled: true }, sent: 0, seconds: 0 });
});

test("a task that somebody else starts while ours runs does not confuse ours", async () => {
  setTimeout(() => void cloud.control.changeInstance("postgres-emu00001", { status: "restarting" }), 5_000);

  expect((await up(cloud)).state).toMatchObject({ sslEnabled: true, taskId: 100001 });
});
