import * as pulumi from "@pulumi/pulumi";
import { InstanceSslConfig, type OnDelete } from "pulumi-tencentcloud-postgres-ssl";

/** What a database can set for itself. The rest comes from the stack's defaults. */
interface Settings {
  readonly sslEnabled?: boolean;
  readonly onDelete?: OnDelete;
  readonly taskTimeoutSeconds?: number;
}

interface Database extends Settings {
  readonly id: string;
  readonly address: string;
}

const config = new pulumi.Config();
const defaults = config.getObject<Settings>("defaults");

const databases = config.requireObject<Database[]>("databases");

for (const { id, address, ...own } of databases) {
  const args = { dbInstanceId: id, connectAddress: address, sslEnabled: true, ...defaults, ...own };
  new InstanceSslConfig(id, args);
}

// What the config lists. How many of them have SSL is known to the cloud and to the state: see the README.
export const declared = databases.length;
