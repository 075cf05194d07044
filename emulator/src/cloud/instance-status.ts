import { assumptions } from "../assumptions";
import type { Cloud } from "./cloud";
import type { Instance } from "./instance";
import { isRestarting } from "./task";

/** The DBInstanceStatus of an instance: its own, or that of the task which keeps it busy. */
export function statusOf(instance: Instance, cloud: Cloud, now: number): string {
  const { runningTaskId } = instance;
  const task = runningTaskId === undefined ? undefined : cloud.tasks.get(runningTaskId);
  if (!task) return instance.restingStatus;
  const { working, restarting } = assumptions.busyStatus.value;
  return isRestarting(task, now) ? restarting : working;
}
