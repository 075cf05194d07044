import * as pulumi from "@pulumi/pulumi";
import type { GetInstanceSslConfigResult } from "../../resource/look-up";
import { TOKENS } from "../../model/properties";

/** The arguments of {@link getInstanceSslConfig}. */
export interface GetInstanceSslConfigArgs {
  /** The instance: `postgres-…` or `pgro-…`. */
  readonly dbInstanceId: string;
  /** @default - `region` of the provider, else the environment's `TENCENTCLOUD_REGION`. */
  readonly region?: string | undefined;
}

/** The arguments of {@link getInstanceSslConfigOutput}. */
export interface GetInstanceSslConfigOutputArgs {
  /** The instance: `postgres-…` or `pgro-…`. */
  readonly dbInstanceId: pulumi.Input<string>;
  /** @default - `region` of the provider, else the environment's `TENCENTCLOUD_REGION`. */
  readonly region?: pulumi.Input<string | undefined>;
}

/**
 * Looks up the SSL setting of an instance that this program does not manage. One read, also in a preview.
 *
 * Throws when the id is malformed, no region is set, the instance does not exist, or the cloud refuses the call.
 *
 * Source: https://www.tencentcloud.com/document/product/409/78804 (DescribeDBInstanceSSLConfig)
 *
 * @example
 * ```ts
 * import { getInstanceSslConfig } from "pulumi-tencentcloud-postgres-ssl/plugin";
 *
 * export const isEncrypted = getInstanceSslConfig({ dbInstanceId: "postgres-5gevh7gr" }).then((ssl) => ssl.sslEnabled);
 * ```
 */
export function getInstanceSslConfig(
  args: GetInstanceSslConfigArgs,
  opts?: pulumi.InvokeOptions,
): Promise<GetInstanceSslConfigResult> {
  return pulumi.runtime.invoke(TOKENS.lookup, args, opts) as Promise<GetInstanceSslConfigResult>;
}

/** The same as {@link getInstanceSslConfig} for arguments that are outputs of other resources. */
export function getInstanceSslConfigOutput(
  args: GetInstanceSslConfigOutputArgs,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetInstanceSslConfigResult> {
  return pulumi.runtime.invokeOutput<GetInstanceSslConfigResult>(TOKENS.lookup, args, opts);
}
