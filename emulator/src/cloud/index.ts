export { privateIp, publicIp, publicName } from "./addresses";
export { fromBeijingTime, toBeijingTime } from "./beijing-time";
export { Cloud } from "./cloud";
export { DatabaseTls } from "./database-tls";
export {
  type Instance,
  type InstanceDescription,
  isOnCloudDisk,
  majorVersion,
  newInstance,
  type ReadOnlyGroup,
  sslOff,
  type SslSetting,
} from "./instance";
export { statusOf } from "./instance-status";
export { instanceId, primary, seed, type Seed } from "./seed";
export { SslChanges } from "./ssl-changes";
export { currentStep, isOver, progressPercent, type Task, type TaskPlan, type TaskStatus } from "./task";
