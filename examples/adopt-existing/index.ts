import * as pulumi from "@pulumi/pulumi";
import { getInstanceSslConfig, InstanceSslConfig } from "pulumi-tencentcloud-postgres-ssl";

interface Database {
  readonly id: string;
  readonly address: string;
}

const databases = new pulumi.Config().requireObject<Record<string, Database>>("databases");

for (const [name, { id, address }] of Object.entries(databases)) {
  // Adopts the setting if it is as declared, and changes it otherwise.
  new InstanceSslConfig(
    name,
    { dbInstanceId: id, sslEnabled: true, connectAddress: address, onDelete: "retain" },
    { protect: true },
  );
  void warnOfRestart(name, { id, address });
}

/** Says in the preview which databases are not as declared yet. */
async function warnOfRestart(name: string, { id, address }: Database): Promise<void> {
  const ssl = await getInstanceSslConfig({ dbInstanceId: id });
  if (ssl.sslEnabled && ssl.connectAddress === address) return;
  await pulumi.log.warn(`${name} (${id}) has ${ssl.connectAddress ?? "no SSL"}, not ${address}: an up restarts it`);
}
