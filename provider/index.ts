export { InstanceSslConfig } from "./dynamic/instance-ssl-config";
export { getInstances, getInstancesOutput, getInstanceSslConfig, getInstanceSslConfigOutput } from "./dynamic/lookups";
export type { DbInstance } from "./model/db-instance";
export type { GetInstancesArgs, GetInstancesOutputArgs, GetInstancesResult } from "./resource/get-instances";
export type {
  GetInstanceSslConfigArgs,
  GetInstanceSslConfigOutputArgs,
  GetInstanceSslConfigResult,
} from "./resource/look-up";
export type { InstanceSslConfigArgs, OnDelete } from "./resource/properties";
