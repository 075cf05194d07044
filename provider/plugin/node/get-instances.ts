import * as pulumi from "@pulumi/pulumi";
import { TOKENS } from "../../model/properties";
import type { GetInstancesArgs, GetInstancesOutputArgs, GetInstancesResult } from "../../resource/get-instances";

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
