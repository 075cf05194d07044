export { AddressNumbers } from "./addresses";
export { fromBeijingTime, toBeijingTime } from "./beijing-time";
export { Changes } from "./changes";
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
export { restingStatusOf, statusOf } from "./instance-status";
export { addressesOf, instanceId, newGroup, primary, seed, type Seed } from "./seed";
export { currentStep, isOver, progressPercent, type Task, type TaskPlan, type TaskStatus } from "./task";
export { otherTaskKinds, type OtherTaskName } from "./task-kind";
export { TaskRunner } from "./task-runner";
