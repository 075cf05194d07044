import * as pulumi from "@pulumi/pulumi";
import { aliasesOfBothProviders } from "../resource/aliases";
import { NO_OUTPUTS } from "../resource/arguments";
import type { AsOutputs, InstanceSslConfigArgs, InstanceSslConfigOutputs } from "../resource/properties";
import { isInstanceSslConfig, TOKENS } from "../resource/pulumi-names";
import { shortenTraces } from "../resource/short-trace";
import {
  assertRuntimeInProgramFolder,
  refuseImport,
  warnOfOptionsWithoutEffect,
  warnOfPlainTextKeys,
} from "./program-mistakes";
import * as provider from "./provider";

/**
 * The SSL setting of one TencentDB for PostgreSQL instance.
 *
 * Creating it adopts the instance's setting where that is already the declared one. Otherwise it calls
 * `ModifyDBInstanceSSLConfig`, which restarts the database, waits for the cloud's task, and compares the result with what was
 * declared. Deleting it turns SSL off. Keep one resource for each instance.
 *
 * Fails with a message that names the instance, the task, the request and what to do, when an argument is malformed, when
 * the cloud refuses a call, when the task fails or takes longer than `taskTimeoutSeconds`, or when the setting is not the
 * declared one although the task succeeded. Once the cloud has accepted a change, the resource stays in the state whatever
 * happens, and the next `pulumi up` takes over.
 *
 * `pulumi import` cannot work for dynamic resources: declare the resource, which adopts the setting.
 *
 * Source: https://www.tencentcloud.com/document/product/409/78802 (ModifyDBInstanceSSLConfig)
 *
 * @example
 * ```ts
 * import { InstanceSslConfig } from "pulumi-tencentcloud-postgres-ssl";
 *
 * const ssl = new InstanceSslConfig("orders", {
 *   dbInstanceId: "postgres-5gevh7gr",
 *   sslEnabled: true,
 *   connectAddress: "10.6.0.4",
 * });
 *
 * export const caUrl = ssl.caUrl;
 * ```
 */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- the SDK sets every output that the interface has
export class InstanceSslConfig extends pulumi.dynamic.Resource {
  /**
   * Declares the setting of one instance.
   *
   * @param name - the resource's name in the stack
   * @param args - the instance, and its desired setting
   * @param opts - Pulumi's resource options; `customTimeouts`, `replaceOnChanges` and `provider` have no effect, and a warning
   * says so
   *
   * Throws for the option `import`, which cannot work for dynamic resources, and where this package is not installed in the
   * program's folder.
   */
  constructor(name: string, args: InstanceSslConfigArgs, opts?: pulumi.CustomResourceOptions) {
    refuseImport(name, opts);
    warnOfPlainTextKeys();
    assertRuntimeInProgramFolder(name);
    const aliases = aliasesOfBothProviders(TOKENS.dynamicResource, opts?.aliases);
    const props = { ...NO_OUTPUTS, ...args };
    const traces = shortenTraces();
    try {
      super(provider, name, props, { ...opts, aliases }, "tencentcloud-postgres", "InstanceSslConfig");
    } catch (error) {
      throw traces.toProgram(error, InstanceSslConfig);
    } finally {
      traces.restore();
    }
    warnOfOptionsWithoutEffect(this, opts);
  }

  /**
   * Whether something is a resource of this type, served by either provider and made by any copy of this package. So a policy's
   * `validateResourceOfType(InstanceSslConfig, …)` sees the resources of both.
   */
  static override isInstance(obj: unknown): obj is InstanceSslConfig {
    return isInstanceSslConfig(obj);
  }

  /**
   * Reads an existing instance's setting into the program without managing it.
   *
   * @example
   * ```ts
   * import { InstanceSslConfig } from "pulumi-tencentcloud-postgres-ssl";
   *
   * const ssl = InstanceSslConfig.get("orders", "postgres-5gevh7gr", { region: "ap-guangzhou" });
   *
   * export const isEncrypted = ssl.sslEnabled;
   * ```
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state: { readonly region?: pulumi.Input<string | undefined> } = {},
    opts?: pulumi.CustomResourceOptions,
  ): InstanceSslConfig {
    const args = { ...state, dbInstanceId: id } as InstanceSslConfigArgs;
    return new InstanceSslConfig(name, args, { ...opts, id });
  }
}

/** Every output, documented once for both providers. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging, @typescript-eslint/no-empty-object-type -- as above
export interface InstanceSslConfig extends AsOutputs<InstanceSslConfigOutputs> {}
