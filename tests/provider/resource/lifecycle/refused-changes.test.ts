import { useVirtualCloud, type VirtualCloud } from "../../virtual-cloud";
import { EngineGoneError } from "../../../../provider/errors/package-errors";
import { failModify, inputsFor, instanceOf, modifiesSent, up } from "./run";

let cloud: VirtualCloud;
useVirtualCloud((started) => (cloud = started));

const BUSY = "OperationDenied.InstanceStatusLimitError";

function refuse(code: string, times: number): void {
  failModify(cloud, { error: { code, message: "not now" } }, times);
}

test("a busy instance is tried again every five seconds; the restart is announced when it accepts the change", async () => {
  refuse(BUSY, 10);

  expect(await up(cloud)).toMatchObject({ state: { sslEnabled: true, taskId: 100001 }, sent: 11 });
  expect(modifiesSent(cloud)[10]).toBeCloseTo(50, -1);
  expect(cloud.lines.filter((line) => line.includes("the instance's status does not allow this now"))).toHaveLength(10);
  expect(cloud.lines.findIndex((line) => line.includes("this restarts the database"))).toBe(10);
});

test.each(["FailedOperation.FlowCreateError", "FailedOperation.DatabaseAccessError", "ServiceUnavailable"])(
  "a change that the cloud could not start (%s) is tried four times in all, however often the instance was busy",
  async (code) => {
    refuse(BUSY, 5);
    refuse(code, 3);
    expect(await up(cloud)).toMatchObject({ state: { sslEnabled: true }, sent: 9 });

    refuse(code, 1000);
    const { says, ...run } = await up(cloud, inputsFor(cloud, 1));
    expect(run).toMatchObject({ error: "ApiError", state: undefined, sent: 13 });
    expect(says).toContain(`[${code}, request `);
  },
);

test.each([
  ["a busy instance", BUSY, 15, 16],
  ["the rate limit", "RequestLimitExceeded", 30, 40],
])("a change that %s holds up is no longer sent when the instance has become as desired", async (...args) => {
  const [, code, least, most] = args;
  refuse(code, 100_000);
  setTimeout(() => void cloud.control.changeInstance("postgres-emu00001", { sslEnabled: true }), 12_000);
  const { state, seconds } = await up(cloud);

  expect(state?.sslEnabled).toBe(true);
  expect(seconds).toBeGreaterThanOrEqual(least);
  expect(seconds).toBeLessThanOrEqual(most);
  expect(instanceOf(cloud)).toMatchObject({ modifies: 0, restarts: 0 });
});

test.each([
  ["a busy instance", "ResourceInUse", 23],
  ["the rate limit", "RequestLimitExceeded", 23],
  ["the rate limit", "RequestLimitExceeded", 90],
])("a change that %s holds up (%s) for the user's %d s is reported as that, and sent no more", async (...args) => {
  const [, code, seconds] = args;
  refuse(code, 100_000);
  const { says, sent, ...run } = await up(cloud, { taskTimeoutSeconds: seconds });
  await jest.advanceTimersByTimeAsync(60_000);

  expect(run).toEqual({ error: "TaskTimeoutError", state: undefined, seconds });
  expect(says).toContain(`not finished after ${seconds} s. Last seen: ModifyDBInstanceSSLConfig of postgres-emu00001`);
  expect(says).toContain(`[${code}, request `);
  expect(sent).toBeGreaterThan(3);
  expect(Math.max(...modifiesSent(cloud))).toBeLessThan(seconds);
});

test.each([
  ["before the change", 0, { error: "ApiError", state: undefined, sent: 0 }],
  ["while the change is followed", 1, { error: "ChangeInterruptedError", state: { sslEnabled: false }, sent: 1 }],
])("a failure %s other than a missing permission is reported, and nothing is watched instead", async (...args) => {
  const [, skip, run] = args;
  const fault = { error: { code: "AuthFailure.SecretIdNotFound", message: "gone" } };
  cloud.control.addFault({ action: "DescribeTasks", skip, times: 1000, fault });
  const { says, ...actual } = await up(cloud);

  expect(actual).toMatchObject(run);
  expect(says).toContain("[AuthFailure.SecretIdNotFound, request ");
  expect(cloud.lines.filter((line) => line.includes("is watched instead"))).toEqual([]);
});

test("a change is not sent for a CLI that is gone, although the instance was looked at", async () => {
  const mayBeSent = jest.fn(() => Promise.reject(new EngineGoneError()));
  const session = cloud.session({ mayBeSent });

  expect(await up(cloud, {}, { session })).toMatchObject({ error: "EngineGoneError", state: undefined });
  expect(mayBeSent).toHaveBeenCalledTimes(1);
  expect(cloud.actions()).toEqual(["DescribeTasks", "DescribeDBInstanceSSLConfig"]);
});

test("no change is sent when the user's time runs out during its last preparations", async () => {
  const mayBeSent = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20_000));
  const { says, ...run } = await up(cloud, { taskTimeoutSeconds: 10 }, { session: cloud.session({ mayBeSent }) });

  expect(run).toMatchObject({ error: "TaskTimeoutError", state: undefined, sent: 0 });
  expect(says).toContain("not finished after 10 s. Last seen: no task was seen");
});
