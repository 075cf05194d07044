import type * as pulumi from "@pulumi/pulumi";
import { SettingsError } from "../errors/package-errors";
import { check, inWords } from "./check";
import type { Properties } from "./properties";
import type { Session } from "./session";

/** The arguments of {@link getInstanceSslConfig}. */
export interface GetInstanceSslConfigArgs {
  /** The instance: `postgres-…` or `pgro-…`. */
  readonly dbInstanceId: string;
  /** @default - the region of the provider or the stack's configuration, else the environment's `TENCENTCLOUD_REGION`. */
  readonly region?: string | undefined;
}

/** The arguments of {@link getInstanceSslConfigOutput}: those of {@link getInstanceSslConfig}, each of which may be an output. */
export type GetInstanceSslConfigOutputArgs = {
  readonly [Name in keyof GetInstanceSslConfigArgs]: pulumi.Input<GetInstanceSslConfigArgs[Name]>;
};

/** The SSL setting of an instance. */
export interface GetInstanceSslConfigResult {
  /** The instance that was looked up. */
  readonly dbInstanceId: string;
  /** The region in which it was looked up. */
  readonly region: string;
  /** Whether connections can be encrypted. */
  readonly sslEnabled: boolean;
  /** The address that the server certificate names; set while SSL is on. */
  readonly connectAddress?: string;
  /** Where the CA certificates can be downloaded; set while SSL is on. */
  readonly caUrl?: string;
  /** The CA certificates in PEM; set while SSL is on, for instances whose edition has the cloud send it. */
  readonly caCertificate?: string;
}

/**
 * Reads the setting of an instance that the program does not manage.
 *
 * Throws {@link SettingsError} for invalid arguments, before any request.
 */
export async function lookUp(session: Session, args: Properties): Promise<GetInstanceSslConfigResult> {
  const { inputs, failures } = check({ ...args, sslEnabled: false }, session.defaultRegionAndSource);
  if (failures.length > 0) {
    throw new SettingsError(`getInstanceSslConfig: ${inWords(failures)}`);
  }
  const instance = { dbInstanceId: String(inputs.dbInstanceId), region: String(inputs.region) };
  const { requestTimeoutSeconds, requestAttempts } = session.pace;
  const limits = session.readLimits(requestTimeoutSeconds * requestAttempts);
  return { ...instance, ...(await session.tools.api.describeSslConfig(instance, limits)) };
}
