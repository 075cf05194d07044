import * as pulumi from "@pulumi/pulumi";
import { InstanceSslConfig } from "pulumi-tencentcloud-postgres-ssl";

const config = new pulumi.Config();
const groupAddress = config.require("groupAddress");

// Clients connect to the group, which sends them to any of its instances. So every instance's certificate names the group.
for (const dbInstanceId of config.requireObject<string[]>("readOnlyInstances")) {
  new InstanceSslConfig(dbInstanceId, { dbInstanceId, sslEnabled: true, connectAddress: groupAddress });
}
