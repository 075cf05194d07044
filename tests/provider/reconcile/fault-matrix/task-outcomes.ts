import type { NextTask } from "../../../../emulator/src";

/** How a task goes on in the cloud, in seconds, and what the user gets when nothing else goes wrong. */
export interface TaskOutcome {
  readonly name: string;
  readonly task: Omit<NextTask, "instance" | "taskId">;
  readonly outcome: Outcome;
  /** What the user gets when the task cannot be seen, and only the SSL configuration tells. */
  readonly outcomeByConfig: Outcome;
}

/** Either SSL is on as desired and the state says so, or an error of this name is raised. */
export type Outcome =
  | "on"
  | "TaskFailedError"
  | "TaskTimeoutError"
  | "NotVerifiedError"
  | "ChangeInterruptedError"
  | "UnknownOutcomeError"
  | "ApiError";

/** Less than a request may take, so that a task ends while one hangs. */
const TASK_SECONDS = 15;
/** Longer than an accepted change without a task's id is searched for. */
const HIDDEN_SECONDS = 75;
const NEVER = 100_000;

const ROWS: readonly [name: string, task: TaskOutcome["task"], outcome: Outcome, outcomeByConfig?: Outcome][] = [
  ["Success", { seconds: TASK_SECONDS }, "on"],
  ["Fail", { status: "Fail", seconds: TASK_SECONDS }, "TaskFailedError", "TaskTimeoutError"],
  ["Pause", { status: "Pause", seconds: TASK_SECONDS }, "TaskFailedError", "TaskTimeoutError"],
  ["WaitSwitch for long", { status: "WaitSwitch", seconds: 30 }, "on"],
  ["never listed", { seconds: HIDDEN_SECONDS, visibleAfterSeconds: NEVER }, "on"],
  ["listed late", { seconds: TASK_SECONDS, visibleAfterSeconds: 10 }, "on"],
  ["stuck", { status: "stuck" }, "TaskTimeoutError"],
  ["Success without effect", { seconds: TASK_SECONDS, effect: "none" }, "NotVerifiedError", "TaskTimeoutError"],
  ["effect without Success", { status: "Fail", seconds: TASK_SECONDS, effect: "applied" }, "TaskFailedError", "on"],
];

export const TASK_OUTCOMES: readonly TaskOutcome[] = ROWS.map(([name, task, outcome, outcomeByConfig = outcome]) => ({
  name,
  task,
  outcome,
  outcomeByConfig,
}));

/** How long DescribeTasks does not show the task, in seconds, or until its end. */
export function unseenSeconds({ task }: TaskOutcome): number {
  return Math.min(task.visibleAfterSeconds ?? 0, task.seconds ?? 0);
}
