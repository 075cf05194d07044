import * as pulumi from "@pulumi/pulumi";
import { InstanceSslConfig } from "pulumi-tencentcloud-postgres-ssl";

interface Database {
  readonly id: string;
  readonly address: string;
}

const databases = new pulumi.Config().requireObject<Record<string, Database>>("databases");

for (const [name, { id, address }] of Object.entries(databases)) {
  new InstanceSslConfig(name, { dbInstanceId: id, sslEnabled: true, connectAddress: address, onDelete: "retain" });
}
