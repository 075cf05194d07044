import * as pulumi from "@pulumi/pulumi";
import { aliasesOfBothProviders } from "../../resource/aliases";
import { NO_OUTPUTS } from "../../resource/arguments";
import type { AsOutputs, InstanceSslConfigArgs, InstanceSslConfigOutputs } from "../../resource/properties";
import { isInstanceSslConfig, TOKENS } from "../../resource/pulumi-names";
import { shortenTraces } from "../../resource/short-trace";

/**
 * The SSL setting of one TencentDB for PostgreSQL instance, served by the provider plugin.
 *
 * It takes the same arguments and does the same as the dynamic resource of the same name. In addition, `pulumi import` and the
 * option `import` work, `customTimeouts` count, Ctrl-C ends a run at once, and secret arguments stay secret. To move a stack
 * from one to the other without a change in the cloud, replace the import of the class and nothing else.
 *
 * The engine has to find the plugin; docs/provider-plugin.md says how.
 *
 * Fails with the same messages as the dynamic resource.
 *
 * Source: https://www.tencentcloud.com/document/product/409/78802 (ModifyDBInstanceSSLConfig)
 *
 * @example
 * ```ts
 * import { InstanceSslConfig } from "pulumi-tencentcloud-postgres-ssl/plugin";
 *
 * const ssl = new InstanceSslConfig(
 *   "orders",
 *   { dbInstanceId: "postgres-5gevh7gr", sslEnabled: true, connectAddress: "10.6.0.4" },
 *   { customTimeouts: { update: "30m" } },
 * );
 *
 * export const caUrl = ssl.caUrl;
 * ```
 */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- the SDK sets every output that the interface has
export class InstanceSslConfig extends pulumi.CustomResource {
  /**
   * Declares the setting of one instance.
   *
   * @param name - the resource's name in the stack
   * @param args - the instance, and its desired setting
   * @param opts - Pulumi's resource options
   */
  constructor(name: string, args: InstanceSslConfigArgs, opts?: pulumi.CustomResourceOptions) {
    const aliases = aliasesOfBothProviders(TOKENS.resource, opts?.aliases);
    const traces = shortenTraces();
    try {
      super(TOKENS.resource, name, { ...NO_OUTPUTS, ...args }, { ...opts, aliases });
    } catch (error) {
      throw traces.toProgram(error, InstanceSslConfig);
    } finally {
      traces.restore();
    }
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
   * @param id - `INSTANCE` or `REGION/INSTANCE`
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state: { readonly region?: pulumi.Input<string | undefined> } = {},
    opts?: pulumi.CustomResourceOptions,
  ): InstanceSslConfig {
    return new InstanceSslConfig(name, state as InstanceSslConfigArgs, { ...opts, id });
  }
}

/** Every output, documented once for both providers. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging, @typescript-eslint/no-empty-object-type -- as above
export interface InstanceSslConfig extends AsOutputs<InstanceSslConfigOutputs> {}
