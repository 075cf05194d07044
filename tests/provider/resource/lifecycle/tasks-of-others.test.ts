import { useVirtualCloud, type VirtualCloud } from "../../virtual-cloud";
import { finish } from "../../virtual-time";
import { Deadline } from "../../../../provider/model/deadline";
import { DEFAULT_PACE } from "../../../../provider/model/pace";
import { inputsFor, instanceOf, modifiesSent, up } from "./run";

let cloud: VirtualCloud;
useVirtualCloud((started) => (cloud = started));

/** Somebody else starts a change of the first instance; it takes so many seconds. */
async function startElsewhere(seconds: number, effect: "applied" | "none", address = 0): Promise<void> {
  cloud.control.nextTask({ seconds, effect });
  const { region, dbInstanceId } = inputsFor(cloud);
  const connectAddress = instanceOf(cloud).addresses[address] ?? "";
  const { tools } = cloud.session();
  const deadline = Deadline.in(10, DEFAULT_PACE);
  await finish(tools.api.modifySslConfig({ region, dbInstanceId }, { sslEnabled: true, connectAddress }, deadline));
}

test("a change that somebody else already started is waited for and taken over; nothing is sent", async () => {
  await startElsewhere(60, "applied");
  const { state, seconds } = await up(cloud, inputsFor(cloud));

  expect(state).toMatchObject({ sslEnabled: true });
  expect(state).not.toHaveProperty("taskId");
  expect(modifiesSent(cloud)).toBe(1);
  expect(seconds).toBeGreaterThanOrEqual(59);
  expect(seconds).toBeLessThanOrEqual(64);
  expect(cloud.lines[0]).toBe(
    `${instanceOf(cloud).id}: task 100001 is already running for the instance; waiting for it to end`,
  );
  expect(cloud.lines[1]).toContain("task 100001 (ModifyDBInstanceSSLConfig) is Running");
});

test("a change to another address is waited for, and then changed once", async () => {
  await startElsewhere(20, "applied", 1);
  const { state } = await up(cloud, inputsFor(cloud));

  expect(state).toMatchObject({ connectAddress: instanceOf(cloud).addresses[0], taskId: 100002 });
  expect(cloud.control.instance(instanceOf(cloud).id)).toMatchObject({ modifies: 2, restarts: 2 });
});

test("a failed task of others does not change what is desired", async () => {
  await startElsewhere(20, "none");

  expect((await up(cloud, inputsFor(cloud))).state).toMatchObject({ sslEnabled: true, taskId: 100002 });
});

test("a task of others that outlasts the user's time is reported, and leaves the state as it was", async () => {
  await startElsewhere(10_000, "applied");
  const { error, state, seconds, isPartial } = await up(cloud, inputsFor(cloud));

  expect(error?.name).toBe("TaskTimeoutError");
  expect(error?.message).toContain("not finished after 300 s: task 100001 (ModifyDBInstanceSSLConfig) is Running");
  expect([state, isPartial, modifiesSent(cloud)]).toEqual([undefined, false, 1]);
  expect(seconds).toBeCloseTo(300, 0);
});

test("a task of others that disappears from the listing is no longer waited for", async () => {
  await startElsewhere(20, "applied");
  const gone = JSON.stringify({ Response: { TaskSet: [], TotalCount: 0, RequestId: "r" } });
  cloud.control.addFault({ action: "DescribeTasks", skip: 1, fault: { body: gone } });
  const { state } = await up(cloud, inputsFor(cloud));

  expect(state).toMatchObject({ sslEnabled: true });
  expect(cloud.control.instance(instanceOf(cloud).id).restarts).toBeLessThanOrEqual(2);
});

test("a finished task of others is not waited for", async () => {
  await startElsewhere(5, "applied");
  await jest.advanceTimersByTimeAsync(10_000);
  const { state, seconds } = await up(cloud, inputsFor(cloud));

  expect([state?.sslEnabled, modifiesSent(cloud)]).toEqual([true, 1]);
  expect(seconds).toBeLessThan(1);
});

test("a task that somebody else starts while ours runs does not confuse ours", async () => {
  const inputs = inputsFor(cloud);
  setTimeout(() => void cloud.control.changeInstance(inputs.dbInstanceId, { status: "restarting" }), 5_000);

  expect((await up(cloud, inputs)).state).toMatchObject({ sslEnabled: true, taskId: 100001 });
});
