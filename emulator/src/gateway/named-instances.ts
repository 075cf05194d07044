import type { Cloud } from "../cloud";
import { ApiError } from "./api-error";
import type { ReceivedCall } from "./received-call";

/** The instances that a call is about: the one that it names, and that of the task which it names. */
export function namedInstances({ parameters }: ReceivedCall, cloud: Cloud): string[] {
  if (parameters instanceof ApiError) return [];
  const { DBInstanceId: id, TaskId: taskId } = parameters.values;
  const task = taskId === undefined ? undefined : cloud.tasks.get(Number(taskId));
  return [...(typeof id === "string" ? [id] : []), ...(task ? [task.instanceId] : [])];
}
