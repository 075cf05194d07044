export type { ChangeInstance, FinishTask, NewCredential, NewInstance } from "./bodies";
export { Control } from "./control";
export { ControlError } from "./control-error";
export { runRoute } from "./routes";
export type { InstanceSummary, InstanceView, ServerView, TaskView } from "./views";
export { type Violation, Violations } from "./violations";
