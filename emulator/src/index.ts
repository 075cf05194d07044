export type { NextTask } from "./cloud/changes";
export { type ActionName, actionNames, checkReply, type Violation } from "./contract";
export type { Control } from "./control/control";
export {
  type ChangeInstance,
  ControlError,
  type NewCredential,
  type NewInstance,
  type NewTask,
} from "./control/requests";
export type { InstanceSummary, InstanceView, ServerView, TaskView } from "./control/views";
export type { Fault, FaultRule } from "./gateway/faults";
export type { EmulatorOptions } from "./options";
export { type Emulator, startEmulator } from "./start-emulator";
