import * as pulumi from "@pulumi/pulumi";
import { type InstanceSslConfigState, type UnfinishedProperty, type OnDelete, TOKENS } from "../../model/properties";
import { aliasesOfBothProviders } from "../../resource/aliases";
import { isInstanceSslConfig } from "../../resource/is-instance";
import { shortenTraces } from "./short-trace";

/** The arguments of {@link InstanceSslConfig}. */
export interface InstanceSslConfigArgs {
  /**
   * The instance: a primary one (`postgres-…`) or a read-only one (`pgro-…`). A change sets up the new instance and then
   * deletes the resource of the old one, which turns its SSL off unless `onDelete` is `"retain"`.
   */
  readonly dbInstanceId: pulumi.Input<string>;

  /** Whether connections can be encrypted. Every change restarts the database. */
  readonly sslEnabled: pulumi.Input<boolean>;

  /**
   * The one address that the server certificate names and `verify-full` accepts, without a port: the private or public
   * address of a primary instance, a read-only instance's own or its group's. Required while `sslEnabled` is true,
   * ignored while it is false. A secret one stays secret: no state, log or message shows it.
   */
  readonly connectAddress?: pulumi.Input<string | undefined>;

  /**
   * The instance's region, such as `ap-guangzhou`. A change replaces the resource.
   *
   * @default - `region` of the provider, else the environment's `TENCENTCLOUD_REGION`.
   */
  readonly region?: pulumi.Input<string | undefined>;

  /**
   * What deleting the resource does: `"disable"` turns SSL off, which restarts the database; `"retain"` leaves it as it is.
   *
   * @default "disable"
   */
  readonly onDelete?: pulumi.Input<OnDelete | undefined>;

  /**
   * How long a change may take, from the first look at the instance to the verified setting, in whole seconds from 1 to
   * 86400. The option `customTimeouts` takes precedence.
   *
   * @default 1200
   */
  readonly taskTimeoutSeconds?: pulumi.Input<number | undefined>;
}

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
export class InstanceSslConfig extends pulumi.CustomResource {
  /** The instance; the same as `id`. */
  declare readonly dbInstanceId: pulumi.Output<string>;
  /** Whether SSL is on, as observed. */
  declare readonly sslEnabled: pulumi.Output<boolean>;
  /** The address that the server certificate names, as observed; while SSL is off, as declared. */
  declare readonly connectAddress: pulumi.Output<string | undefined>;
  /** The instance's region: the argument, or its default. */
  declare readonly region: pulumi.Output<string>;
  /** What deleting the resource does. */
  declare readonly onDelete: pulumi.Output<OnDelete>;
  /** How long a change may take, in seconds, where no custom timeout is set. */
  declare readonly taskTimeoutSeconds: pulumi.Output<number>;
  /** Where the CA certificates can be downloaded; set while SSL is on. */
  declare readonly caUrl: pulumi.Output<string | undefined>;
  /** The CA certificates in PEM; set while SSL is on, for instances whose edition has the cloud send it. */
  declare readonly caCertificate: pulumi.Output<string | undefined>;
  /** The task of the last change that this resource made. */
  declare readonly taskId: pulumi.Output<number | undefined>;
  /** The API request of the last change that this resource made; support asks for it. */
  declare readonly requestId: pulumi.Output<string | undefined>;

  /**
   * Declares the setting of one instance.
   *
   * @param name - the resource's name in the stack
   * @param args - the instance, and its desired setting
   * @param opts - Pulumi's resource options
   */
  constructor(name: string, args: InstanceSslConfigArgs, opts?: pulumi.CustomResourceOptions) {
    const restoreTraces = shortenTraces();
    try {
      const aliases = aliasesOfBothProviders(TOKENS.resource, opts?.aliases);
      super(TOKENS.resource, name, { ...OUTPUTS, ...args }, { ...opts, aliases });
    } catch (error) {
      restoreTraces();
      if (error instanceof Error) Error.captureStackTrace(error, InstanceSslConfig);
      throw error;
    } finally {
      restoreTraces();
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

/** Declared without a value, so that the SDK makes an Output for each, also for arguments that the program leaves out. */
const OUTPUTS: Record<Exclude<keyof InstanceSslConfigState, UnfinishedProperty>, undefined> = {
  dbInstanceId: undefined,
  sslEnabled: undefined,
  connectAddress: undefined,
  region: undefined,
  onDelete: undefined,
  taskTimeoutSeconds: undefined,
  caUrl: undefined,
  caCertificate: undefined,
  taskId: undefined,
  requestId: undefined,
};
