import * as pulumi from "@pulumi/pulumi";
import { TOKENS } from "../model/properties";
import {
  getInstances as list,
  type GetInstancesArgs,
  type GetInstancesOutputArgs,
  type GetInstancesResult,
} from "../resource/get-instances";
import { lookupOfProgram } from "./lookup-of-program";

/**
 * Lists the instances of a region, also in a preview: a call for each hundred instances, and the permission for
 * `postgres:DescribeDBInstances`.
 *
 * Throws when the list is not complete, when one of `ids` is not in it, when no region is set, or when the cloud refuses
 * the call. A program that declares a resource for each instance therefore never drops one that the cloud forgot to list.
 * Under `pulumi.runtime.setMocks`, the mocks answer.
 *
 * Source: https://cloud.tencent.com/document/product/409/16773 (DescribeDBInstances)
 *
 * @example
 * ```ts
 * import { getInstances } from "pulumi-tencentcloud-postgres-ssl";
 *
 * export const names = getInstances({ kinds: ["primary"] }).then(({ instances }) => instances.map(({ name }) => name));
 * ```
 */
export function getInstances(args: GetInstancesArgs = {}): Promise<GetInstancesResult> {
  return lookupOfProgram(TOKENS.instances, args, list);
}

/** The same as {@link getInstances} for arguments that are outputs of other resources. */
export function getInstancesOutput(args: GetInstancesOutputArgs = {}): pulumi.Output<GetInstancesResult> {
  return pulumi.output(args).apply((known) => getInstances(known as GetInstancesArgs));
}
