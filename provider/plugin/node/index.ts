export {
  getInstanceSslConfig,
  type GetInstanceSslConfigArgs,
  getInstanceSslConfigOutput,
  type GetInstanceSslConfigOutputArgs,
} from "./get-instance-ssl-config";
export { getInstances, getInstancesOutput } from "./get-instances";
export { InstanceSslConfig, type InstanceSslConfigArgs } from "./instance-ssl-config";
export { Provider, type ProviderArgs } from "./provider";
export type { GetInstanceSslConfigResult } from "../../resource/look-up";
export type { GetInstancesArgs, GetInstancesOutputArgs, GetInstancesResult } from "../../resource/get-instances";
export type { DbInstance } from "../../model/db-instance";
export type { OnDelete } from "../../model/properties";
