export { type ActionName, actionNames, checkReply } from "./contract";
export {
  type ChangeInstance,
  type Control,
  ControlError,
  type InstanceSummary,
  type InstanceView,
  type NewCredential,
  type NewInstance,
  type NewTask,
  type ServerView,
  type TaskView,
  type Violation,
} from "./control";
export type { Fault, FaultRule, NextTask } from "./faults";
export type { EmulatorOptions } from "./options";
export { type Emulator, startEmulator } from "./start-emulator";
