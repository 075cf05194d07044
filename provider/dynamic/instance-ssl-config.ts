import * as pulumi from "@pulumi/pulumi";
import { type InstanceSslConfigState, type UnfinishedProperty, type OnDelete, TOKENS } from "../model/properties";
import { aliasesOfBothProviders } from "../resource/aliases";
import { isInstanceSslConfig } from "../resource/is-instance";
import { warnOfPlainTextKeys } from "./plain-text-keys";
import { assertRuntimeInProgramFolder } from "./program-folder";
import * as provider from "./provider";
import { refuseImport, warnOfOptionsWithoutEffect } from "./unsupported-options";

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
   * ignored while it is false.
   */
  readonly connectAddress?: pulumi.Input<string | undefined>;

  /**
   * The instance's region, such as `ap-guangzhou`. A change replaces the resource.
   *
   * @default - `tencentcloud:region` of the stack's configuration, else the environment's `TENCENTCLOUD_REGION`.
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
   * 86400. Pulumi's `customTimeouts` do not reach dynamic providers.
   *
   * @default 1200
   */
  readonly taskTimeoutSeconds?: pulumi.Input<number | undefined>;
}

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
export class InstanceSslConfig extends pulumi.dynamic.Resource {
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
  /** How long a change may take, in seconds. */
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
    const { stackTraceLimit } = Error;
    // The SDK would take a stack trace for each of some forty promises: seconds for a program with a thousand resources.
    Error.stackTraceLimit = 0;
    try {
      const aliases = aliasesOfBothProviders(TOKENS.dynamicResource, opts?.aliases);
      super(
        provider,
        name,
        { ...OUTPUTS, ...args },
        { ...opts, aliases },
        "tencentcloud-postgres",
        "InstanceSslConfig",
      );
    } catch (error) {
      Error.stackTraceLimit = stackTraceLimit;
      if (error instanceof Error) Error.captureStackTrace(error, InstanceSslConfig);
      throw error;
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
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

/** Declared without a value, so that the SDK makes an Output for each, also for arguments that the program leaves out. */
const OUTPUTS: Record<Exclude<keyof InstanceSslConfigState, "dbInstanceId" | UnfinishedProperty>, undefined> = {
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
