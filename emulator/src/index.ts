export type { NextTask } from "./cloud/changes";
export { type ActionName, actionNames, checkReply, type Violation } from "./contract";
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
} from "./control";
export type { Fault, FaultRule } from "./gateway/faults";
export type { EmulatorOptions } from "./options";
export { type Emulator, startEmulator } from "./start-emulator";
