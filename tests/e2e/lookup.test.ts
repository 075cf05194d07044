import { LOOK, useLocalCloud } from "./local-cloud";
import { mustDestroy, mustUp } from "./stack-verbs";

const cloud = useLocalCloud();

const program = `
import * as pulumi from "@pulumi/pulumi";
import { getInstanceSslConfig, getInstanceSslConfigOutput, InstanceSslConfig } from "pulumi-tencentcloud-postgres-ssl";

const config = new pulumi.Config();
const dbInstanceId = config.require("encrypted");
export const looked = getInstanceSslConfig({ dbInstanceId });
export const lookedByOutput = getInstanceSslConfigOutput({ dbInstanceId: pulumi.output(config.require("plain")) });
const resource = InstanceSslConfig.get("existing", dbInstanceId);
export const read = { sslEnabled: resource.sslEnabled, connectAddress: resource.connectAddress, caUrl: resource.caUrl };
`;

test("the function, its Output form and get look up an instance that the program does not manage, and never change it", async () => {
  const [encrypted, plain] = [cloud.instance(1), cloud.instance(2)];
  const region = cloud.env.TENCENTCLOUD_REGION;
  await cloud.control.changeInstance(encrypted.id, { sslEnabled: true, connectAddress: encrypted.addresses[1] });
  const { connectAddress, caUrl } = cloud.control.instance(encrypted.id);
  // The program's own process asks too, and takes its settings from the stack's configuration.
  const stack = await cloud.stack({
    program,
    config: {
      encrypted: encrypted.id,
      plain: plain.id,
      "tencentcloud:secretKey": { secret: cloud.secretKey },
      "tencentcloud:secretId": String(cloud.env.TENCENTCLOUD_SECRET_ID),
    },
    env: { TENCENTCLOUD_SECRET_ID: "", TENCENTCLOUD_SECRET_KEY: "" },
  });

  const { actions } = await cloud.watch(() => mustUp(stack));
  expect(actions).toEqual([LOOK, LOOK, LOOK]);
  expect(await stack.outputs()).toEqual({
    looked: {
      dbInstanceId: encrypted.id,
      region,
      sslEnabled: true,
      connectAddress,
      caUrl,
      caCertificate: cloud.control.caCertificate(),
    },
    lookedByOutput: { dbInstanceId: plain.id, region, sslEnabled: false },
    read: { sslEnabled: true, connectAddress, caUrl },
  });

  await mustDestroy(stack);
  expect(cloud.control.instance(encrypted.id)).toMatchObject({ sslEnabled: true, connectAddress, modifies: 0 });
});
