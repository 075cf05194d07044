/** The names by which programs, states and SDKs refer to what this package serves. They never change. */
export const TOKENS = {
  dynamicResource: "pulumi-nodejs:dynamic/tencentcloud-postgres:InstanceSslConfig",
  provider: "tencentcloud-postgres-ssl",
  resource: "tencentcloud-postgres-ssl:index:InstanceSslConfig",
  lookup: "tencentcloud-postgres-ssl:index:getInstanceSslConfig",
  instances: "tencentcloud-postgres-ssl:index:getInstances",
} as const;

/** The property in which the SDK keeps the serialised provider; it is not an argument, and has to survive every verb. */
export const PROVIDER_PROPERTY = "__provider";

/**
 * The string that the engine sends, whatever a property's type, for a value that a preview cannot know yet.
 *
 * A copy of `unknownValue` of `@pulumi/pulumi/runtime/rpc`: loading the SDK inside the provider process costs a second
 * of start-up. A test compares the two.
 */
export const UNKNOWN_VALUE = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/**
 * Whether something is a resource of this package, or stands for one, as what Pulumi's policies ask about does.
 *
 * The type decides, not the class: a program may hold several copies of the package. Both providers' types count. They have the
 * same arguments and outputs, and a policy for one that lets the other pass would be a hole.
 */
export function isInstanceSslConfig(obj: unknown): boolean {
  if (typeof obj !== "object" || obj === null || !("__pulumiType" in obj)) return false;
  return obj.__pulumiType === TOKENS.dynamicResource || obj.__pulumiType === TOKENS.resource;
}
