import * as pulumi from "@pulumi/pulumi";
import { InstanceSslConfig } from "pulumi-tencentcloud-postgres-ssl";

interface Database {
  readonly id: string;
  readonly region: string;
  readonly address: string;
}

const databases = new pulumi.Config().requireObject<Record<string, Database>>("databases");

for (const [name, { id, region, address }] of Object.entries(databases)) {
  new InstanceSslConfig(name, { dbInstanceId: id, region, sslEnabled: true, connectAddress: address });
}
