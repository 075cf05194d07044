/** One task of an instance, as DescribeTasks lists it. */
export interface Task {
  readonly taskId: number;
  readonly taskType: string;
  readonly instanceId: string;
  /** One of the API's states, or a word it does not document. */
  readonly status: string;
  readonly progress: number;
  /** Milliseconds since 1970 by the cloud's clock, whole seconds; 0 where the cloud says none. */
  readonly startedAtMs: number;
  readonly step?: string;
  readonly message?: string;
}

/** What a task has come to, for somebody who waits for its end. */
export type TaskOutcome = "pending" | "succeeded" | "failed";

/**
 * The states of a task that the API documents, and what each means for a wait.
 *
 * Source: DescribeTasks, TaskSet.Status.
 */
const OUTCOMES: ReadonlyMap<string, TaskOutcome> = new Map([
  ["Running", "pending"],
  ["WaitSwitch", "pending"],
  ["Success", "succeeded"],
  ["Fail", "failed"],
  ["Pause", "failed"],
]);

/** A state that the API does not document counts as pending: the deadline ends the wait, and its error names the state. */
export function taskOutcome(task: Task): TaskOutcome {
  return OUTCOMES.get(task.status) ?? "pending";
}

/** The words for a task in progress lines and errors. */
export function describeTask(task: Task): string {
  const step = task.step === undefined ? "" : `, step "${task.step}"`;
  return `task ${task.taskId} (${task.taskType || "of unknown type"}) is ${task.status}, ${task.progress} %${step}`;
}
