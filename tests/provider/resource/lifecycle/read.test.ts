import { useVirtualCloud, type VirtualCloud } from "../../virtual-cloud";
import { finish, timed } from "../../virtual-time";
import * as lifecycle from "../../../../provider/resource/lifecycle";
import { inputsFor, instanceOf, up } from "./run";

let cloud: VirtualCloud;
useVirtualCloud((started) => (cloud = started));

function read(olds: Parameters<typeof lifecycle.read>[2], dbInstanceId = instanceOf(cloud).id) {
  return lifecycle.read(cloud.session(), { dbInstanceId, region: "ap-guangzhou" }, olds);
}

test("a refresh finds what a change left", async () => {
  const { state } = await up(cloud, inputsFor(cloud));

  expect(await finish(read(state ?? {}))).toEqual(state);
});

test("a refresh finds what was changed in the console, and drops what is gone", async () => {
  const { state } = await up(cloud, inputsFor(cloud));
  await cloud.control.changeInstance(instanceOf(cloud).id, { sslEnabled: false });
  const found = await finish(read(state ?? {}));

  expect(found).toMatchObject({ sslEnabled: false, connectAddress: "10.0.0.1", taskId: 100001 });
  expect(found).not.toHaveProperty("caUrl");
  expect(found).not.toHaveProperty("caCertificate");
});

test("a refresh finds another address", async () => {
  const { state } = await up(cloud, inputsFor(cloud));
  const connectAddress = instanceOf(cloud).addresses[1] ?? "";
  await cloud.control.changeInstance(instanceOf(cloud).id, { connectAddress });

  expect(await finish(read(state ?? {}))).toMatchObject({ sslEnabled: true, connectAddress });
});

test("an instance is read with nothing but its id and region, and gets the defaults", async () => {
  expect(await finish(read({}))).toEqual({
    dbInstanceId: "postgres-emu00001",
    region: "ap-guangzhou",
    sslEnabled: false,
    onDelete: "disable",
    taskTimeoutSeconds: 1200,
  });
});

test("what the program declared besides the setting is kept", async () => {
  expect(await finish(read({ onDelete: "retain", taskTimeoutSeconds: 60, connectAddress: "10.0.0.1" }))).toMatchObject({
    onDelete: "retain",
    taskTimeoutSeconds: 60,
    connectAddress: "10.0.0.1",
  });
});

test("an instance that is gone is reported as gone", async () => {
  await cloud.control.destroyInstance(instanceOf(cloud).id === "" ? "" : "postgres-emu00001");

  expect(await finish(read({}, "postgres-emu00001"))).toBeUndefined();
});

test.each(["UnauthorizedOperation", "ResourceNotFound", "AuthFailure.SignatureFailure", "InternalError"])(
  "any other answer (%s) is an error, so that no resource is lost",
  async (code) => {
    cloud.control.addFault({ action: "DescribeDBInstanceSSLConfig", times: 1000, fault: { error: { code } } });

    await expect(finish(read({}))).rejects.toMatchObject({ name: "ApiError", code });
  },
);

test("a refresh survives passing errors, and gives up after six tries and two minutes at most", async () => {
  const fault = { error: { code: "InternalError" } };
  cloud.control.addFault({ action: "DescribeDBInstanceSSLConfig", times: 5, fault });
  expect(await finish(read({}))).toMatchObject({ sslEnabled: false });

  cloud.control.addFault({ action: "DescribeDBInstanceSSLConfig", times: 1000, fault: { hang: 1000 } });
  const { seconds } = await timed(read({}).catch(() => undefined));
  expect(seconds).toBeGreaterThanOrEqual(120);
  expect(seconds).toBeLessThan(150);
});
