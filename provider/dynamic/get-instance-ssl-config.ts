import * as pulumi from "@pulumi/pulumi";
import { TOKENS } from "../model/properties";
import { type GetInstanceSslConfigResult, lookUp } from "../resource/look-up";
import { lookupOfProgram } from "./lookup-of-program";

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
export function getInstanceSslConfig(args: GetInstanceSslConfigArgs): Promise<GetInstanceSslConfigResult> {
  return lookupOfProgram(TOKENS.lookup, args, lookUp);
}

/** The same as {@link getInstanceSslConfig} for arguments that are outputs of other resources. */
export function getInstanceSslConfigOutput(
  args: GetInstanceSslConfigOutputArgs,
): pulumi.Output<GetInstanceSslConfigResult> {
  return pulumi.output(args).apply((known) => getInstanceSslConfig(known));
}
