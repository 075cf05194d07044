import { useVirtualCloud, type VirtualCloud } from "../../virtual-cloud";
import { inputsFor, instanceOf, modifiesSent, up } from "./run";

let cloud: VirtualCloud;
useVirtualCloud((started) => (cloud = started));

/** From the so many-th question on, the cloud lists the instance's task in a state that nobody documented, with an EndTime. */
function listCancelled(skip = 0): void {
  const task = {
    TaskId: 100001,
    TaskType: "ModifyDBInstanceSSLConfig",
    DBInstanceId: instanceOf(cloud).id,
    StartTime: "2026-01-01 08:00:00",
    EndTime: "2026-01-01 08:00:05",
    Status: "Cancelled",
    Progress: 40,
  };
  const body = JSON.stringify({ Response: { TaskSet: [task], TotalCount: 1, RequestId: "r" } });
  cloud.control.addFault({ action: "DescribeTasks", skip, times: 1000, fault: { body } });
}

test("a task of others with an EndTime is over, whatever its state is called", async () => {
  const inputs = inputsFor(cloud);
  await cloud.control.changeInstance(inputs.dbInstanceId, { sslEnabled: true });
  listCancelled();
  const { state, seconds } = await up(cloud, inputs);

  expect([state?.sslEnabled, modifiesSent(cloud)]).toEqual([true, 0]);
  expect(seconds).toBeLessThan(1);
});

test("a task of our own that ended in an undocumented state is a success where the setting is as desired", async () => {
  listCancelled(1);
  const { state, seconds } = await up(cloud, inputsFor(cloud));

  expect(state).toMatchObject({ sslEnabled: true, taskId: 100001 });
  expect(seconds).toBeLessThan(15);
});

test("a task of our own that ended in an undocumented state failed where the setting stays as it was", async () => {
  cloud.control.nextTask({ seconds: 20, effect: "none" });
  listCancelled(1);
  const { error, state, seconds } = await up(cloud, inputsFor(cloud));

  expect(error?.name).toBe("TaskFailedError");
  expect(error?.message).toContain("task 100001 (ModifyDBInstanceSSLConfig) is Cancelled, 40 %");
  expect(state).toMatchObject({ sslEnabled: false, taskId: 100001 });
  expect(seconds).toBeLessThan(35);
});
