import type { Task } from "../../provider/model/task";

/** A task as it is while it runs. */
export const TASK: Task = {
  taskId: 100016,
  taskType: "ModifyInstanceSSL",
  instanceId: "postgres-5gevh7gr",
  status: "Running",
  progress: 40,
  startedAtMs: 0,
  endedAtMs: 0,
};
