import { type Emulator, startEmulator } from "../../emulator/src";

/** A cloud without databases behind it, for tests of everything but TLS itself. */
export async function startEmulatedCloud(): Promise<Emulator> {
  return startEmulator({ instances: 30, servers: 0, taskSeconds: 0.1, rate: 0 });
}

/** The environment in which the package works on this cloud. */
export function cloudEnvironment({ endpoint, secretId, secretKey, region }: Emulator): Record<string, string> {
  return {
    TENCENTCLOUD_POSTGRES_ENDPOINT: endpoint,
    TENCENTCLOUD_SECRET_ID: secretId,
    TENCENTCLOUD_SECRET_KEY: secretKey,
    TENCENTCLOUD_REGION: region,
  };
}
