import { useVirtualCloud, type VirtualCloud } from "../../virtual-cloud";
import { EngineGoneError } from "../../../../provider/errors/package-errors";
import { inputsFor, modifiesSent, up } from "./run";

let cloud: VirtualCloud;
useVirtualCloud((started) => (cloud = started));

function refuse(code: string, times: number): void {
  cloud.control.addFault({
    action: "ModifyDBInstanceSSLConfig",
    times,
    fault: { error: { code, message: "not now" } },
  });
}

test("a busy instance is tried again every five seconds until it accepts the change", async () => {
  refuse("OperationDenied.InstanceStatusLimitError", 10);
  const { state } = await up(cloud, inputsFor(cloud));
  const sent = cloud.requests.filter(({ action }) => action.startsWith("Modify")).map(({ second }) => second);

  expect(state).toMatchObject({ sslEnabled: true, taskId: 100001 });
  expect(sent).toHaveLength(11);
  expect(sent[10]).toBeCloseTo(50, -1);
  expect(cloud.lines.filter((line) => line.includes("the instance's status does not allow this now"))).toHaveLength(10);
});

test("a busy instance is looked at before each new try, so that nothing is sent when it has become as desired", async () => {
  refuse("OperationDenied.InstanceStatusLimitError", 100);
  const inputs = inputsFor(cloud);
  setTimeout(() => void cloud.control.changeInstance(inputs.dbInstanceId, { sslEnabled: true }), 12_000);
  const { state } = await up(cloud, inputs);

  expect([state?.sslEnabled, modifiesSent(cloud)]).toEqual([true, 3]);
});

test("an instance that stays busy for the user's time is reported as busy, and leaves the state as it was", async () => {
  refuse("ResourceInUse", 1000);
  const { error, state, seconds, isPartial } = await up(cloud, inputsFor(cloud, 0, { taskTimeoutSeconds: 23 }));

  expect(error?.name).toBe("TaskTimeoutError");
  expect(error?.message).toContain("not finished after 23 s: ModifyDBInstanceSSLConfig of postgres-emu00001");
  expect(error?.message).toContain("the instance is in use [ResourceInUse, request ");
  expect([state, isPartial]).toEqual([undefined, false]);
  expect(seconds).toBeCloseTo(23, 0);
});

test.each(["FailedOperation.FlowCreateError", "FailedOperation.DatabaseAccessError", "ServiceUnavailable"])(
  "a change that the cloud could not start (%s) is tried four times in all",
  async (code) => {
    refuse(code, 3);
    expect((await up(cloud, inputsFor(cloud))).state?.sslEnabled).toBe(true);
    expect(modifiesSent(cloud)).toBe(4);

    refuse(code, 1000);
    const second = await up(cloud, inputsFor(cloud, 1));
    expect(second.error).toMatchObject({ name: "ApiError", code });
    expect([second.state, second.isPartial, modifiesSent(cloud)]).toEqual([undefined, false, 8]);
  },
);

test("busy refusals do not use up the tries of the others", async () => {
  refuse("OperationDenied.InstanceStatusLimitError", 5);
  refuse("FailedOperation.FlowCreateError", 3);

  expect((await up(cloud, inputsFor(cloud))).state?.sslEnabled).toBe(true);
  expect(modifiesSent(cloud)).toBe(9);
});

test.each([
  "InvalidParameterValue.InvalidParameterValueError",
  "OperationDenied.InstanceAccessDeniedError",
  "UnauthorizedOperation",
  "AuthFailure.SignatureExpire",
  "SomethingNew",
])("a refusal that no repetition changes (%s) ends the change at once", async (code) => {
  refuse(code, 1000);
  const { error, state, isPartial, seconds } = await up(cloud, inputsFor(cloud));

  expect(error).toMatchObject({ name: "ApiError", code });
  expect([state, isPartial, modifiesSent(cloud)]).toEqual([undefined, false, 1]);
  expect(seconds).toBe(0);
});

test("a change that the rate limit refuses is sent again until it gets through, and only once more", async () => {
  refuse("RequestLimitExceeded", 12);
  const { state } = await up(cloud, inputsFor(cloud));

  expect([state?.sslEnabled, modifiesSent(cloud)]).toEqual([true, 13]);
  expect(cloud.control.instance("postgres-emu00001").restarts).toBe(1);
});

test("a change that the rate limit holds up is no longer sent when the instance has become as desired", async () => {
  refuse("RequestLimitExceeded", 100_000);
  const inputs = inputsFor(cloud);
  setTimeout(() => void cloud.control.changeInstance(inputs.dbInstanceId, { sslEnabled: true }), 12_000);
  const { state, seconds } = await up(cloud, inputs);

  expect(state?.sslEnabled).toBe(true);
  expect(seconds).toBeGreaterThanOrEqual(30);
  expect(seconds).toBeLessThan(40);
  expect(cloud.control.instance(inputs.dbInstanceId).restarts).toBe(0);
});

test("a change that the rate limit holds up for the user's time is reported as that, and leaves the state as it was", async () => {
  refuse("RequestLimitExceeded", 100_000);
  const { error, state, isPartial } = await up(cloud, inputsFor(cloud, 0, { taskTimeoutSeconds: 90 }));

  expect(error?.name).toBe("TaskTimeoutError");
  expect(error?.message).toContain("not finished after 90 s: ModifyDBInstanceSSLConfig of postgres-emu00001");
  expect(error?.message).toContain("[RequestLimitExceeded, request ");
  expect([state, isPartial]).toEqual([undefined, false]);
});

test.each([
  ["before the change", 0, "ApiError", 0],
  ["while the change is followed", 1, "ChangeInterruptedError", 1],
])(
  "a failure %s other than a missing permission is reported, and nothing is watched instead",
  async (_, skip, name, sent) => {
    const fault = { error: { code: "AuthFailure.SecretIdNotFound", message: "gone" } };
    cloud.control.addFault({ action: "DescribeTasks", skip, times: 1000, fault });
    const { error, isPartial } = await up(cloud, inputsFor(cloud));

    expect(error?.name).toBe(name);
    expect(error?.message).toContain("[AuthFailure.SecretIdNotFound, request ");
    expect([isPartial, modifiesSent(cloud)]).toEqual([sent > 0, sent]);
    expect(cloud.lines.filter((line) => line.includes("is watched instead"))).toEqual([]);
  },
);

test("a change is not sent for a CLI that is gone, although the instance was looked at", async () => {
  const beforeWrite = jest.fn(() => Promise.reject(new EngineGoneError()));
  const { error, state } = await up(cloud, inputsFor(cloud), { session: cloud.session({ beforeWrite }) });

  expect(error?.name).toBe("EngineGoneError");
  expect(state).toBeUndefined();
  expect(beforeWrite).toHaveBeenCalledTimes(1);
  expect(cloud.actions()).toEqual(["DescribeTasks", "DescribeDBInstanceSSLConfig"]);
});

test("missing permission to change names the action, the instance and the policy statement", async () => {
  refuse("UnauthorizedOperation", 1);
  const { error } = await up(cloud, inputsFor(cloud));

  expect(error?.message).toContain(
    '{"effect":"allow","action":["postgres:ModifyDBInstanceSSLConfig"],' +
      '"resource":["qcs::postgres:ap-guangzhou:uin/*:DBInstanceId/postgres-emu00001"]}',
  );
});
