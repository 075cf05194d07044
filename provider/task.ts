import type { Task } from "./cloud/replies";

/** Where a task stands, for somebody who waits for its end. */
export type TaskStanding = "pending" | "succeeded" | "failed";

/**
 * The states of a task that the API documents, and what each means for a wait.
 *
 * Source: DescribeTasks, TaskSet.Status.
 */
const STANDINGS: ReadonlyMap<string, TaskStanding> = new Map([
  ["Running", "pending"],
  ["WaitSwitch", "pending"],
  ["Success", "succeeded"],
  ["Fail", "failed"],
  ["Pause", "failed"],
]);

/** A state that the API does not document counts as pending: the deadline ends the wait, and its error names the state. */
export function taskStanding(task: Task): TaskStanding {
  return STANDINGS.get(task.status) ?? "pending";
}

/** The words for a task in progress lines and errors. */
export function describeTask(task: Task): string {
  const step = task.step === undefined ? "" : `, step "${task.step}"`;
  return `task ${task.taskId} (${task.taskType || "of unknown type"}) is ${task.status}, ${task.progress} %${step}`;
}
