export { InstanceSslConfig, type InstanceSslConfigArgs } from "./instance-ssl-config";
