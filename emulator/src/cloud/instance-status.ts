import { assumptions } from "../assumptions";
import type { Cloud } from "./cloud";
import type { Instance } from "./instance";
import { isRestarting } from "./task";

/** The DBInstanceStatus of an instance: that of the task which keeps it busy, else its own. */
export function statusOf(instance: Instance, cloud: Cloud, now: number): string {
  const { runningTaskId } = instance;
  const task = runningTaskId === undefined ? undefined : cloud.tasks.get(runningTaskId);
  if (!task?.kind.busyStatus) return restingStatusOf(instance);
  const { working, restarting } = task.kind.busyStatus;
  return isRestarting(task, now) ? restarting : working;
}

/** The status that an instance has while no task keeps it busy. */
export function restingStatusOf({ restingStatus: status, server }: Instance): string {
  return status === "running" && server?.isDown ? assumptions.deadDatabase.value : status;
}
