export { Control } from "./control";
export {
  type ChangeInstance,
  ControlError,
  type FinishTask,
  type NewCredential,
  type NewInstance,
  type NewTask,
} from "./requests";
export { routes, runRoute } from "./routes";
export type { FoundInstances, InstanceSearch, InstanceSummary, InstanceView, ServerView, TaskView } from "./views";
