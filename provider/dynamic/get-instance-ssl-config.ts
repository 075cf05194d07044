import * as pulumi from "@pulumi/pulumi";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";
import { InstanceSslConfigError } from "../errors/package-errors";
import { TOKENS } from "../model/properties";
import { Connections, Session } from "../resource/session";
import { type GetInstanceSslConfigResult, lookUp } from "../resource/look-up";

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

/** A program of the Automation API may run many stacks in one process, each with its own account. */
const connections = new Connections();

/**
 * Looks up the SSL setting of an instance that this program does not manage. One read, also in a preview.
 *
 * Throws when the id is malformed, no region is set, the instance does not exist, or the cloud refuses the call. Under
 * `pulumi.runtime.setMocks`, the mocks answer.
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
  if (isUnitTest()) return pulumi.runtime.invoke(TOKENS.lookup, args) as Promise<GetInstanceSslConfigResult>;
  try {
    return await lookUp(programSession(), { ...args });
  } catch (error) {
    // Of a RunError, Pulumi prints the message alone; of any other error, everything attached to it.
    throw error instanceof InstanceSslConfigError ? new pulumi.RunError(error.message) : error;
  }
}

/** The same as {@link getInstanceSslConfig} for arguments that are outputs of other resources. */
export function getInstanceSslConfigOutput(
  args: GetInstanceSslConfigOutputArgs,
): pulumi.Output<GetInstanceSslConfigResult> {
  return pulumi.output(args).apply((known) => getInstanceSslConfig(known));
}

/** Whether `pulumi.runtime.setMocks` stands in for the engine. Then it answers lookups too, and nothing reaches the cloud. */
function isUnitTest(): boolean {
  return pulumi.runtime.getMonitor() instanceof MockMonitor;
}

/** The program runs in a process of its own, beside the provider's, and reads the stack's configuration with the SDK. */
function programSession(): Session {
  const readConfig = (key: string): string | undefined => {
    const [namespace, name] = key.split(":", 2) as [string, string];
    return new pulumi.Config(namespace).get(name);
  };
  return new Session({ readConfig, env: process.env, log: (line) => void pulumi.log.info(line), connections });
}
