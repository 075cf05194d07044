import type * as pulumi from "@pulumi/pulumi";

/** What happens to the instance's SSL setting when the resource is deleted. */
export type OnDelete = "disable" | "retain";

/** The arguments of {@link InstanceSslConfig}, through the dynamic provider and through the provider plugin. */
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
   * ignored while it is false. The provider plugin keeps a secret one secret: no state, log or message shows it.
   */
  readonly connectAddress?: pulumi.Input<string | undefined>;

  /**
   * The instance's region, such as `ap-guangzhou`. A change replaces the resource.
   *
   * @default - `tencentcloud:region` of the stack's configuration, or through the provider plugin `region` of the provider,
   * else the environment's `TENCENTCLOUD_REGION`.
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
   * 86400. Through the provider plugin, the option `customTimeouts` takes precedence; it does not reach dynamic providers.
   *
   * @default 1200
   */
  readonly taskTimeoutSeconds?: pulumi.Input<number | undefined>;
}

/** The outputs of the resource: its arguments as observed in the cloud, and what the cloud adds to them. */
export interface InstanceSslConfigOutputs {
  /** The instance; the same as `id`. */
  readonly dbInstanceId: string;
  /** Whether SSL is on, as observed. */
  readonly sslEnabled: boolean;
  /** The address that the server certificate names, as observed; while SSL is off, as declared. */
  readonly connectAddress?: string;
  /** The instance's region: the argument, or its default. */
  readonly region: string;
  /** What deleting the resource does. */
  readonly onDelete: OnDelete;
  /** How long a change may take, in seconds, where no custom timeout counts. */
  readonly taskTimeoutSeconds: number;
  /** Where the CA certificates can be downloaded; set while SSL is on. */
  readonly caUrl?: string;
  /** The CA certificates in PEM; set while SSL is on, for instances whose edition has the cloud send it. */
  readonly caCertificate?: string;
  /** The task of the last change that this resource made. */
  readonly taskId?: number;
  /** The API request of the last change that this resource made; support asks for it. */
  readonly requestId?: string;
}

/** Outputs as the program holds them: each one an Output, also where the cloud or the program gives no value. */
export type AsOutputs<T> = { readonly [Name in keyof T]-?: pulumi.Output<T[Name]> };

/** The arguments after `check`: resolved, with defaults, as the engine stores them. */
export type InstanceSslConfigInputs = Pick<InstanceSslConfigOutputs, keyof InstanceSslConfigArgs>;

/** What the engine stores of the resource: its outputs, and what the next run has to know of an unfinished change. */
export interface InstanceSslConfigState extends InstanceSslConfigOutputs {
  /** The last change may not have taken effect: the next update looks at the instance, whatever else it changes. */
  readonly unfinishedChange?: true;
  /** Until when the cloud may still accept an unfinished change whose reply was lost; no other one is sent before. */
  readonly changeMayArriveUntil?: string;
}

/** Properties as the engine hands them over, by their names. */
export type Properties = Readonly<Record<string, unknown>>;
