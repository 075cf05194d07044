import { startVirtualCloud, type VirtualCloud } from "../virtual-cloud";
import { finish, timed, useVirtualTime } from "../virtual-time";
import * as pulumi from "@pulumi/pulumi";
import { getInstanceSslConfig, getInstanceSslConfigOutput } from "../../../provider";

useVirtualTime();

/** The program's session lives as long as the program, so all tests are one program: the keys are the same. */
let cloud: VirtualCloud;
beforeEach(async () => {
  cloud = await startVirtualCloud({ secretId: "AKIDtest", secretKey: "test" });
  pulumi.runtime.setAllConfig({
    "tencentcloud:region": "ap-guangzhou",
    "tencentcloud:endpoint": cloud.env.TENCENTCLOUD_POSTGRES_ENDPOINT,
    "tencentcloud:secretId": "AKIDtest",
    "tencentcloud:secretKey": "test",
  });
});

const ID = "postgres-emu00001";

test("the setting of an instance that is off is just that; the look-up is one read and changes nothing", async () => {
  expect(await finish(getInstanceSslConfig({ dbInstanceId: ID }))).toEqual({
    dbInstanceId: ID,
    region: "ap-guangzhou",
    sslEnabled: false,
  });
  expect(cloud.actions()).toEqual(["DescribeDBInstanceSSLConfig"]);
});

test("the setting of an instance that is on comes with its address and CA", async () => {
  await cloud.control.changeInstance(ID, { sslEnabled: true });

  expect(await finish(getInstanceSslConfig({ dbInstanceId: ID, region: "ap-guangzhou" }))).toEqual({
    dbInstanceId: ID,
    region: "ap-guangzhou",
    sslEnabled: true,
    connectAddress: "10.0.0.1",
    caUrl: cloud.control.instance(ID).caUrl,
    caCertificate: cloud.control.caCertificate(),
  });
});

test("all invalid arguments are reported at once, before any call", async () => {
  await expect(getInstanceSslConfig({ dbInstanceId: "orders", region: "Guangzhou" })).rejects.toThrow(
    "getInstanceSslConfig: dbInstanceId must be an instance id, postgres- or pgro- and 8 lower-case letters or digits, but " +
      'is "orders"; region must be a region such as ap-guangzhou, but is "Guangzhou" (from the argument)',
  );
  expect(cloud.requests).toEqual([]);
});

test("an instance that does not exist is an error of which Pulumi prints nothing but the message", async () => {
  const failure: unknown = await finish(
    getInstanceSslConfig({ dbInstanceId: "postgres-zzzzzzzz" }).catch((thrown: unknown) => thrown),
  );

  expect(failure).toBeInstanceOf(pulumi.RunError);
  expect(String(failure)).toContain("postgres-zzzzzzzz (ap-guangzhou): the instance does not exist");
});

test("a cloud that does not answer is asked for two minutes at most", async () => {
  cloud.control.addFault({ action: "DescribeDBInstanceSSLConfig", times: 1000, fault: { hang: 1000 } });
  const { result, seconds } = await timed(getInstanceSslConfig({ dbInstanceId: ID }).catch(String));
  expect(result).toContain("no readable reply arrived");
  expect(seconds).toBeGreaterThanOrEqual(120);
  expect(seconds).toBeLessThan(150);
});

test("arguments can be outputs of other resources", async () => {
  const found = getInstanceSslConfigOutput({ dbInstanceId: pulumi.output(ID), region: pulumi.output("ap-guangzhou") });
  const value = new Promise((resolve) => found.apply(resolve));

  expect(await finish(value)).toMatchObject({ dbInstanceId: ID, sslEnabled: false });
});
