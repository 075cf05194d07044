export { InstanceSslConfig, type InstanceSslConfigArgs } from "./dynamic/instance-ssl-config";
export {
  getInstanceSslConfig,
  type GetInstanceSslConfigArgs,
  getInstanceSslConfigOutput,
  type GetInstanceSslConfigOutputArgs,
} from "./dynamic/get-instance-ssl-config";
export type { GetInstanceSslConfigResult } from "./resource/look-up";
export type { OnDelete } from "./model/properties";
