import type { Cloud } from "../cloud";
import { ApiError } from "./api-error";
import type { ReceivedCall } from "./received-call";

/** The instances that a call is about: the one that it names, and that of the task which it names. */
export function namedInstances({ parameters }: ReceivedCall, cloud: Cloud): string[] {
  if (parameters instanceof ApiError) return [];
  const { DBInstanceId: id, TaskId: taskId } = parameters.values;
  // Nothing has been held against the contract yet, so both can be anything at all.
  const isTaskId = typeof taskId === "number" || typeof taskId === "string";
  const task = isTaskId ? cloud.tasks.get(Number(taskId)) : undefined;
  return [...(typeof id === "string" ? [id] : []), ...(task ? [task.instanceId] : [])];
}
