import { startVirtualCloud, useVirtualCloud, type VirtualCloud } from "../../virtual-cloud";
import { finish, timed } from "../../virtual-time";
import { create, remove } from "../../../../provider/resource/lifecycle";
import { inputsFor, instanceOf, modifiesSent, up } from "./run";

let cloud: VirtualCloud;
useVirtualCloud((started) => (cloud = started));

function refuse(code: string): void {
  cloud.control.addFault({ action: "ModifyDBInstanceSSLConfig", times: 100_000, fault: { error: { code } } });
}

/** From now on the cloud lists this one task of the instance. */
function listRunning(task: { readonly TaskType: string; readonly TaskId: number }): void {
  const times = { StartTime: "2026-01-01 08:00:00", EndTime: "" };
  const TaskSet = [{ DBInstanceId: instanceOf(cloud).id, Status: "Running", Progress: 40, ...times, ...task }];
  const body = JSON.stringify({ Response: { TaskSet, TotalCount: 1, RequestId: "r" } });
  cloud.control.addFault({ action: "DescribeTasks", times: 1000, fault: { body } });
}

function secondsOfModifies(): number[] {
  return cloud.requests.filter(({ action }) => action.startsWith("Modify")).map(({ second }) => second);
}

test.each([
  ["the account's limit holds it up", "RequestLimitExceeded"],
  ["the instance is busy", "OperationDenied.InstanceStatusLimitError"],
])("no change is sent when the user's time is up, although %s till then", async (_, code) => {
  refuse(code);
  const { error } = await up(cloud, inputsFor(cloud, 0, { taskTimeoutSeconds: 23 }));
  await jest.advanceTimersByTimeAsync(60_000);

  expect(error?.name).toBe("TaskTimeoutError");
  expect(secondsOfModifies().length).toBeGreaterThan(3);
  expect(Math.max(...secondsOfModifies())).toBeLessThan(23);
});

test("no change is sent when the user's time runs out during its last preparations", async () => {
  const beforeWrite = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20_000));
  const session = cloud.session({ beforeWrite });
  const { error, isPartial } = await up(cloud, inputsFor(cloud, 0, { taskTimeoutSeconds: 10 }), { session });

  expect([error?.name, isPartial, modifiesSent(cloud)]).toEqual(["TaskTimeoutError", false, 0]);
});

test("a setting that is as desired when the time is up is a success, whatever still runs for the instance", async () => {
  const inputs = inputsFor(cloud, 0, { taskTimeoutSeconds: 60 });
  await cloud.control.changeInstance(inputs.dbInstanceId, { sslEnabled: true });
  cloud.control.startTask(inputs.dbInstanceId, { kind: "restart", status: "stuck" });
  const { state, seconds } = await up(cloud, inputs);

  expect([state?.sslEnabled, modifiesSent(cloud)]).toEqual([true, 0]);
  expect(seconds).toBeCloseTo(60, 0);
});

describe("a task that runs till the time is up and may change SSL is no success, although the setting is as desired yet", () => {
  test.each([
    ["its type says so", "ModifyDBInstanceSSLConfig", 100001],
    ["it has no type", "", 100007],
    ["the state names it as the resource's last change", "Unheard", 100001],
  ])("%s", async (_, TaskType, TaskId) => {
    cloud.control.nextTask({ status: "stuck" });
    const { state } = await up(cloud, inputsFor(cloud, 0, { taskTimeoutSeconds: 30 }));
    listRunning({ TaskType, TaskId });
    const destroy = remove(cloud.session(), { ...inputsFor(cloud), ...state });

    await expect(finish(destroy)).rejects.toThrow(`not finished after 30 s: task ${TaskId}`);
    expect([modifiesSent(cloud), cloud.control.instance(instanceOf(cloud).id).sslEnabled]).toEqual([1, false]);
  });
});

test("a timeout reports what was last seen, and no task that ended long ago", async () => {
  cloud.control.startTask(instanceOf(cloud).id, { kind: "restart", seconds: 10 });
  refuse("OperationDenied.InstanceStatusLimitError");
  const { error } = await up(cloud, inputsFor(cloud, 0, { taskTimeoutSeconds: 100 }));

  expect(error?.name).toBe("TaskTimeoutError");
  expect(error?.message).toContain("not finished after 100 s: ModifyDBInstanceSSLConfig of postgres-emu00001");
  expect(error?.message).not.toContain("is Success");
});

test("a timeout of a change without a visible task reports that, not the task of somebody else before it", async () => {
  cloud.control.startTask(instanceOf(cloud).id, { kind: "restart", seconds: 10 });
  cloud.control.nextTask({ seconds: 1000, visibleAfterSeconds: 10_000 });
  const { error } = await up(cloud, inputsFor(cloud, 0, { taskTimeoutSeconds: 100 }));

  expect(error?.message).toContain("not finished after 100 s: DescribeTasks does not list task 100002");
});

test("waiting in the queue behind other resources does not use up the user's time", async () => {
  cloud = await startVirtualCloud({ instances: 120, rate: 20 });
  const session = cloud.session();
  const fleet = cloud.control
    .instances()
    .flatMap(({ id }, index) =>
      id.startsWith("postgres-") ? [inputsFor(cloud, index, { taskTimeoutSeconds: 13 })] : [],
    );
  const { result: ends } = await timed(Promise.allSettled(fleet.map((inputs) => create(session, inputs))));

  expect(fleet.length).toBeGreaterThanOrEqual(120);
  expect(ends.filter(({ status }) => status === "rejected")).toEqual([]);
});

test("the restart of the database is announced when the change is accepted, not when it is refused", async () => {
  cloud.control.addFault({
    action: "ModifyDBInstanceSSLConfig",
    times: 2,
    fault: { error: { code: "OperationDenied.InstanceStatusLimitError" } },
  });
  await up(cloud, inputsFor(cloud));
  const announced = cloud.lines.flatMap((line, index) => (line.includes("this restarts the database") ? [index] : []));

  expect(announced).toEqual([2]);
});
