import type { PostgresApi } from "./cloud/postgres-api";
import type { SslConfig } from "./cloud/replies";
import type { Deadline } from "./pace";
import type { Wish } from "./properties";

/** Where an instance lives: what every request about it needs. */
export interface Instance {
  readonly dbInstanceId: string;
  readonly region: string;
}

/** The instance's SSL setting as it is now. */
export function findSslConfig(api: PostgresApi, instance: Instance, deadline: Deadline): Promise<SslConfig> {
  return api.describeSslConfig(instance.region, instance.dbInstanceId, deadline);
}

/** Whether an instance's setting is what was asked for. While SSL is off, no address counts. */
export function isAsWished(config: SslConfig, wish: Wish): boolean {
  if (!wish.sslEnabled) return !config.sslEnabled;
  return config.sslEnabled && config.connectAddress === wish.connectAddress;
}
