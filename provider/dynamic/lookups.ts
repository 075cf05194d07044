import * as pulumi from "@pulumi/pulumi";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";
import { InstanceSslConfigError } from "../errors/package-errors";
import { Connections } from "../resource/connections";
import {
  getInstances as list,
  type GetInstancesArgs,
  type GetInstancesOutputArgs,
  type GetInstancesResult,
} from "../resource/get-instances";
import {
  type GetInstanceSslConfigArgs,
  type GetInstanceSslConfigOutputArgs,
  type GetInstanceSslConfigResult,
  lookUp,
} from "../resource/look-up";
import type { Properties } from "../resource/properties";
import { TOKENS } from "../resource/pulumi-names";
import { Session } from "../resource/session";

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
  return pulumi.output(args).apply((known) => getInstanceSslConfig(known as GetInstanceSslConfigArgs));
}

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

/** A program of the Automation API may run many stacks in one process, each with its own account. */
const connections = new Connections();

/**
 * Runs a lookup in the program's own process: the engine has no function of a dynamic provider to call. In a unit test
 * (`pulumi.runtime.setMocks`) the mocks answer, by the function's token, and nothing reaches the cloud.
 */
async function lookupOfProgram<T>(
  token: string,
  args: object,
  look: (session: Session, args: Properties) => Promise<T>,
): Promise<T> {
  if (pulumi.runtime.getMonitor() instanceof MockMonitor) {
    return pulumi.runtime.invoke(token, { ...args }) as Promise<T>;
  }
  try {
    return await look(programSession(), { ...args });
  } catch (error) {
    // Of a RunError, Pulumi prints the message alone; of any other error, everything attached to it.
    throw error instanceof InstanceSslConfigError ? new pulumi.RunError(error.message) : error;
  }
}

/** The program runs in a process of its own, beside the provider's, and reads the stack's configuration with the SDK. */
function programSession(): Session {
  const readConfig = (key: string): string | undefined => {
    const [namespace, name] = key.split(":", 2) as [string, string];
    return new pulumi.Config(namespace).get(name);
  };
  return new Session({ readConfig, env: process.env, log: (line) => void pulumi.log.info(line), connections });
}
