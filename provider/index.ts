export { InstanceSslConfig, type InstanceSslConfigArgs } from "./dynamic/instance-ssl-config";
export {
  getInstanceSslConfig,
  type GetInstanceSslConfigArgs,
  getInstanceSslConfigOutput,
  type GetInstanceSslConfigOutputArgs,
  type GetInstanceSslConfigResult,
} from "./dynamic/get-instance-ssl-config";
export type { OnDelete } from "./model/properties";
