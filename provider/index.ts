export { InstanceSslConfig, type InstanceSslConfigArgs } from "./dynamic/instance-ssl-config";
export {
  getInstanceSslConfig,
  type GetInstanceSslConfigArgs,
  getInstanceSslConfigOutput,
  type GetInstanceSslConfigOutputArgs,
} from "./dynamic/get-instance-ssl-config";
export { getInstances, getInstancesOutput } from "./dynamic/get-instances";
export type { GetInstancesArgs, GetInstancesOutputArgs, GetInstancesResult } from "./resource/get-instances";
export type { DbInstance } from "./model/db-instance";
export type { GetInstanceSslConfigResult } from "./resource/look-up";
export type { OnDelete } from "./model/properties";
