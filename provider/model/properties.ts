/** What happens to the instance's SSL setting when the resource is deleted. */
export type OnDelete = "disable" | "retain";

/** The arguments of the resource after `check`: resolved, with defaults, as the engine stores them. */
export interface InstanceSslConfigInputs {
  readonly dbInstanceId: string;
  readonly sslEnabled: boolean;
  readonly connectAddress?: string;
  readonly region: string;
  readonly onDelete: OnDelete;
  readonly taskTimeoutSeconds: number;
}

/** The outputs of the resource: its arguments as observed in the cloud, and what the cloud adds to them. */
export interface InstanceSslConfigState extends InstanceSslConfigInputs {
  readonly caUrl?: string;
  readonly caCertificate?: string;
  readonly taskId?: number;
  readonly requestId?: string;
  /** The last change may not have taken effect: the next update looks at the instance, whatever else it changes. */
  readonly unfinishedChange?: true;
  /** Until when the cloud may still accept an unfinished change whose reply was lost; no other one is sent before. */
  readonly changeMayArriveUntil?: string;
}

/** What the state keeps of an unfinished change for the next run: no output of the resource. */
export type UnfinishedProperty = "unfinishedChange" | "changeMayArriveUntil";

/** The property in which the SDK keeps the serialised provider; it is not an argument, and has to survive every verb. */
export const PROVIDER_PROPERTY = "__provider";

/**
 * The string that the engine sends, whatever a property's type, for a value that a preview cannot know yet.
 *
 * A copy of `unknownValue` of `@pulumi/pulumi/runtime/rpc`: loading the SDK inside the provider process costs a second
 * of start-up. A test compares the two.
 */
export const UNKNOWN_VALUE = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export const DEFAULT_ON_DELETE: OnDelete = "disable";
export const DEFAULT_TASK_TIMEOUT_SECONDS = 1200;
export const MAX_TASK_TIMEOUT_SECONDS = 86_400;

/** The names by which programs, states and SDKs refer to what this package serves. They never change. */
export const TOKENS = {
  dynamicResource: "pulumi-nodejs:dynamic/tencentcloud-postgres:InstanceSslConfig",
  provider: "tencentcloud-postgres-ssl",
  resource: "tencentcloud-postgres-ssl:index:InstanceSslConfig",
  lookup: "tencentcloud-postgres-ssl:index:getInstanceSslConfig",
  instances: "tencentcloud-postgres-ssl:index:getInstances",
} as const;
