/** The names by which programs, states and SDKs refer to what this package serves. They never change. */
export const TOKENS = {
  dynamicResource: "pulumi-nodejs:dynamic/tencentcloud-postgres:InstanceSslConfig",
  provider: "tencentcloud-postgres-ssl",
  resource: "tencentcloud-postgres-ssl:index:InstanceSslConfig",
  lookup: "tencentcloud-postgres-ssl:index:getInstanceSslConfig",
} as const;
