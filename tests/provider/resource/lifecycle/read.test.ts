import { useVirtualCloud, type VirtualCloud } from "../../virtual-cloud";
import { finish } from "../../virtual-time";
import * as lifecycle from "../../../../provider/resource/lifecycle";
import type { InstanceSslConfigState } from "../../../../provider/resource/properties";
import { instanceOf, up } from "./run";

let cloud: VirtualCloud;
useVirtualCloud((started) => (cloud = started));

const INSTANCE = { dbInstanceId: "postgres-emu00001", region: "ap-guangzhou" };

function read(olds: Partial<InstanceSslConfigState> = {}): Promise<InstanceSslConfigState | undefined> {
  return lifecycle.read(cloud.session(), INSTANCE, olds);
}

test("a refresh finds what a change left, whether it is finished or not", async () => {
  const { state } = await up(cloud);

  expect(await finish(read(state))).toEqual(state);
  expect(await finish(read({ ...state, unfinishedChange: true }))).toEqual({ ...state, unfinishedChange: true });
});

test("a refresh finds what was changed in the console, and drops what is gone", async () => {
  const { state } = await up(cloud);
  const [, connectAddress = ""] = instanceOf(cloud).addresses;
  await cloud.control.changeInstance(INSTANCE.dbInstanceId, { connectAddress });
  expect(await finish(read(state))).toMatchObject({ sslEnabled: true, connectAddress });

  await cloud.control.changeInstance(INSTANCE.dbInstanceId, { sslEnabled: false });
  const found = await finish(read(state));
  expect(found).toMatchObject({ sslEnabled: false, connectAddress: "10.0.0.1", taskId: 100001 });
  expect(found).not.toHaveProperty("caUrl");
  expect(found).not.toHaveProperty("caCertificate");
});

test.each([{}, { onDelete: "retain", taskTimeoutSeconds: 60, connectAddress: "10.0.0.1" } as const])(
  "an instance is read by its id and region, and keeps what the program declared besides the setting (%j)",
  async (olds) => {
    const defaults = { onDelete: "disable", taskTimeoutSeconds: 1200 };

    expect(await finish(read(olds))).toEqual({ ...INSTANCE, sslEnabled: false, ...defaults, ...olds });
  },
);

test("an instance that is gone is reported as gone, and the user learns why its resource leaves the state", async () => {
  await cloud.control.destroyInstance(INSTANCE.dbInstanceId);

  expect(await finish(read())).toBeUndefined();
  expect(cloud.lines).toEqual([]);
  expect(await finish(read({ sslEnabled: true }))).toBeUndefined();
  expect(cloud.lines).toEqual([
    "postgres-emu00001: the instance does not exist for these credentials in ap-guangzhou, so nothing was turned off. " +
      "The resource leaves the state",
  ]);
});

test.each(["UnauthorizedOperation", "ResourceNotFound", "AuthFailure.SignatureFailure", "InternalError"])(
  "any other answer (%s) is an error, so that no resource is lost",
  async (code) => {
    cloud.control.addFault({ action: "DescribeDBInstanceSSLConfig", times: 1000, fault: { error: { code } } });

    await expect(finish(read())).rejects.toMatchObject({ name: "ApiError", code });
  },
);
