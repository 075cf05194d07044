import * as pulumi from "@pulumi/pulumi";
import { check } from "../resource/check";
import { InstanceSslConfigError } from "../errors/instance-ssl-config-error";
import { SettingsError } from "../errors/settings-error";
import { Deadline } from "../model/deadline";
import { DEFAULT_PACE } from "../model/pace";
import { Connections } from "../resource/connections";
import { Session } from "../resource/session";

/** The arguments of {@link getInstanceSslConfig}. */
export interface GetInstanceSslConfigArgs {
  /** The instance: `postgres-…` or `pgro-…`. */
  readonly dbInstanceId: string;
  /** @default - `tencentcloud:region` of the stack's configuration, else the environment's `TENCENTCLOUD_REGION`. */
  readonly region?: string | undefined;
}

/** The arguments of {@link getInstanceSslConfigOutput}. */
export interface GetInstanceSslConfigOutputArgs {
  /** The instance: `postgres-…` or `pgro-…`. */
  readonly dbInstanceId: pulumi.Input<string>;
  /** @default - `tencentcloud:region` of the stack's configuration, else the environment's `TENCENTCLOUD_REGION`. */
  readonly region?: pulumi.Input<string | undefined>;
}

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

/** A program of the Automation API runs many stacks in one process, each with an account of its own. */
const connections = new Connections();

/**
 * Looks up the SSL setting of an instance that this program does not manage. One read, also in a preview.
 *
 * Throws when the id is malformed, no region is set, the instance does not exist, or the cloud refuses the call.
 *
 * Source: https://www.tencentcloud.com/document/product/409/78804 (DescribeDBInstanceSSLConfig)
 *
 * @example
 * ```ts
 * import { getInstanceSslConfig } from "pulumi-tencentcloud-postgres-ssl";
 *
 * export const isEncrypted = getInstanceSslConfig({ dbInstanceId: "postgres-5gevh7gr" }).then((ssl) => ssl.sslEnabled);
 * ```
 */
export async function getInstanceSslConfig(args: GetInstanceSslConfigArgs): Promise<GetInstanceSslConfigResult> {
  try {
    return await lookUp(args);
  } catch (error) {
    // Pulumi prints the message of such an error, and of any other one all that hangs on it.
    throw error instanceof InstanceSslConfigError ? new pulumi.RunError(error.message) : error;
  }
}

async function lookUp(args: GetInstanceSslConfigArgs): Promise<GetInstanceSslConfigResult> {
  const session = programSession();
  const { inputs, failures } = check({ ...args, sslEnabled: false }, session.defaultRegion);
  if (failures.length > 0) {
    const reasons = failures.map(({ property, reason }) => `${property} ${reason}`).join("; ");
    throw new SettingsError(`getInstanceSslConfig: ${reasons}`);
  }
  const instance = { dbInstanceId: args.dbInstanceId, region: String(inputs.region) };
  const { requestTimeoutSeconds, requestAttempts } = DEFAULT_PACE;
  const deadline = Deadline.in(requestTimeoutSeconds * requestAttempts, DEFAULT_PACE);
  return { ...instance, ...(await session.tools.api.describeSslConfig(instance, deadline)) };
}

/** The same as {@link getInstanceSslConfig} for arguments that are outputs of other resources. */
export function getInstanceSslConfigOutput(
  args: GetInstanceSslConfigOutputArgs,
): pulumi.Output<GetInstanceSslConfigResult> {
  return pulumi.output(args).apply((known) => getInstanceSslConfig(known));
}

/** The program runs in a process of its own, beside the provider's, and reads the stack's configuration by the SDK. */
function programSession(): Session {
  const readConfig = (key: string): string | undefined => {
    const [namespace, name] = key.split(":", 2) as [string, string];
    return new pulumi.Config(namespace).get(name);
  };
  return new Session({ readConfig, env: process.env, log: (line) => void pulumi.log.info(line), connections });
}
