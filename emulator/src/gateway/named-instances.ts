import type { Cloud } from "../cloud";
import type { RawParameters } from "./parse-parameters";

/** The instances that a call is about: the one that it names, and that of the task which it names. */
export function namedInstances(raw: RawParameters | undefined, cloud: Cloud): string[] {
  const { DBInstanceId: id, TaskId: taskId } = raw?.values ?? {};
  const task = taskId === undefined ? undefined : cloud.tasks.get(Number(taskId));
  return [...(typeof id === "string" ? [id] : []), ...(task ? [task.instanceId] : [])];
}
