import * as pulumi from "@pulumi/pulumi";
import type { GetInstancesArgs, GetInstancesOutputArgs, GetInstancesResult } from "../../resource/get-instances";
import type {
  GetInstanceSslConfigArgs,
  GetInstanceSslConfigOutputArgs,
  GetInstanceSslConfigResult,
} from "../../resource/look-up";
import { TOKENS } from "../../resource/pulumi-names";

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
  return pulumi.runtime.invoke(TOKENS.lookup, { ...args }, opts) as Promise<GetInstanceSslConfigResult>;
}

/** The same as {@link getInstanceSslConfig} for arguments that are outputs of other resources. */
export function getInstanceSslConfigOutput(
  args: GetInstanceSslConfigOutputArgs,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetInstanceSslConfigResult> {
  return pulumi.runtime.invokeOutput<GetInstanceSslConfigResult>(TOKENS.lookup, { ...args }, opts);
}

/**
 * Lists the instances of a region, also in a preview: a call for each hundred instances, and the permission for
 * `postgres:DescribeDBInstances`.
 *
 * Throws when the list is not complete, when one of `ids` is not in it, when no region is set, or when the cloud refuses
 * the call. A program that declares a resource for each instance therefore never drops one that the cloud forgot to list.
 *
 * Source: https://cloud.tencent.com/document/product/409/16773 (DescribeDBInstances)
 *
 * @example
 * ```ts
 * import { getInstances } from "pulumi-tencentcloud-postgres-ssl/plugin";
 *
 * export const names = getInstances({ kinds: ["primary"] }).then(({ instances }) => instances.map(({ name }) => name));
 * ```
 */
export function getInstances(args: GetInstancesArgs = {}, opts?: pulumi.InvokeOptions): Promise<GetInstancesResult> {
  return pulumi.runtime.invoke(TOKENS.instances, { ...args }, opts) as Promise<GetInstancesResult>;
}

/** The same as {@link getInstances} for arguments that are outputs of other resources. */
export function getInstancesOutput(
  args: GetInstancesOutputArgs = {},
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetInstancesResult> {
  return pulumi.runtime.invokeOutput<GetInstancesResult>(TOKENS.instances, { ...args }, opts);
}
