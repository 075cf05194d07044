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

const fleet = config.requireObject<Database[]>("databases").map(({ id, address, ...own }) => {
  const args = { dbInstanceId: id, connectAddress: address, sslEnabled: true, ...defaults, ...own };
  return new InstanceSslConfig(id, args);
});

export const databases = fleet.length;
export const withSsl = pulumi.all(fleet.map(({ sslEnabled }) => sslEnabled)).apply((all) => all.filter(Boolean).length);
