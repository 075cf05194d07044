export type { ChangeInstance, FinishTask, NewCredential, NewInstance, NewTask } from "./bodies";
export { Control } from "./control";
export { ControlError } from "./control-error";
export { routes, runRoute } from "./routes";
export type { FoundInstances, InstanceSearch } from "./search-instances";
export type { InstanceSummary, InstanceView, ServerView, TaskView } from "./views";
export { type Violation, Violations } from "./violations";
