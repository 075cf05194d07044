/** The names under which programs, states and SDKs know what this provider serves. They never change. */
export const TOKENS = {
  provider: "tencentcloud-postgres-ssl",
  resource: "tencentcloud-postgres-ssl:index:InstanceSslConfig",
  lookup: "tencentcloud-postgres-ssl:index:getInstanceSslConfig",
} as const;
