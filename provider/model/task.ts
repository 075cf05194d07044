/** One task of an instance, as DescribeTasks lists it. */
export interface Task {
  readonly taskId: number;
  readonly taskType: string;
  readonly instanceId: string;
  /** One of the API's states, or a word it does not document. */
  readonly status: string;
  readonly progress: number;
  /** Milliseconds since 1970 by the cloud's clock, in whole seconds; 0 where the cloud gives no time. */
  readonly startedAtMs: number;
  /** The same for its end; 0 while it runs. */
  readonly endedAtMs: number;
  readonly step?: string;
  readonly message?: string;
}

/** The outcome of a task so far; `ended` says nothing about success. */
export type TaskOutcome = "pending" | "succeeded" | "failed" | "ended";

/**
 * The states of a task that the API documents, and what each means for a wait.
 *
 * Source: DescribeTasks, TaskSet.Status.
 */
const OUTCOMES: ReadonlyMap<string, TaskOutcome> = new Map([
  ["Success", "succeeded"],
  ["Fail", "failed"],
  ["Pause", "failed"],
]);

/**
 * A task with an EndTime has ended, whatever its state is called. Without one, `Running`, `WaitSwitch` and every state that
 * the API does not document are pending: the deadline ends the wait, and its error names the state.
 */
export function taskOutcome({ status, endedAtMs }: Task): TaskOutcome {
  return OUTCOMES.get(status) ?? (endedAtMs > 0 ? "ended" : "pending");
}

export function isOver(task: Task): boolean {
  return taskOutcome(task) !== "pending";
}

const WORDS: ReadonlyMap<string, string> = new Map([
  ["Running", "is running"],
  ["WaitSwitch", "waits for its switch"],
  ["Success", "succeeded"],
  ["Fail", "failed"],
  ["Pause", "paused"],
]);

/** The words for a task in progress lines and errors: `task 100001 failed at 25% in "Issue Certificate"`. */
export function describeTask({ taskId, status, progress, step }: Task): string {
  const happens = `task ${taskId} ${WORDS.get(status) ?? `has the status "${status}"`}`;
  if (status === "Success") return happens;
  return `${happens} at ${progress}%${step === undefined ? "" : ` in "${step}"`}`;
}
