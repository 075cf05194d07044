export {
  getInstanceSslConfig,
  type GetInstanceSslConfigArgs,
  getInstanceSslConfigOutput,
  type GetInstanceSslConfigOutputArgs,
} from "./get-instance-ssl-config";
export { InstanceSslConfig, type InstanceSslConfigArgs } from "./instance-ssl-config";
export { Provider, type ProviderArgs } from "./provider";
export type { GetInstanceSslConfigResult } from "../../resource/look-up";
export type { OnDelete } from "../../model/properties";
