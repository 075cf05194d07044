export { InstanceSslConfig, type InstanceSslConfigArgs } from "./instance-ssl-config";
export {
  getInstanceSslConfig,
  type GetInstanceSslConfigArgs,
  getInstanceSslConfigOutput,
  type GetInstanceSslConfigOutputArgs,
  type GetInstanceSslConfigResult,
} from "./get-instance-ssl-config";
export type { OnDelete } from "./properties";
