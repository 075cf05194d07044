import type { NextTask } from "../../../../emulator/src";

/** How a task goes on in the cloud, in seconds, and what the user gets when nothing else goes wrong. */
export interface TaskOutcome {
  readonly name: string;
  readonly task: Omit<NextTask, "instance" | "taskId">;
  readonly outcome: Outcome;
  /** What the user gets when the task cannot be seen, and only the SSL configuration tells. @default the same */
  readonly outcomeByConfig?: Outcome;
}

/** Either SSL is on as desired and the state says so, or an error of this name is raised. */
export type Outcome =
  "on" | "TaskFailedError" | "TaskTimeoutError" | "NotVerifiedError" | "ChangeInterruptedError" | "ApiError";

/** Less than a request may take, so that a task ends while one hangs. */
const TASK_SECONDS = 15;
/** Longer than an accepted change without a task's id is searched for. */
const HIDDEN_SECONDS = 75;
const NEVER = 100_000;

export const TASK_OUTCOMES: readonly TaskOutcome[] = [
  { name: "Success", task: { seconds: TASK_SECONDS }, outcome: "on" },
  {
    name: "Fail",
    task: { status: "Fail", seconds: TASK_SECONDS },
    outcome: "TaskFailedError",
    outcomeByConfig: "TaskTimeoutError",
  },
  {
    name: "Pause",
    task: { status: "Pause", seconds: TASK_SECONDS },
    outcome: "TaskFailedError",
    outcomeByConfig: "TaskTimeoutError",
  },
  { name: "WaitSwitch for long", task: { status: "WaitSwitch", seconds: 30 }, outcome: "on" },
  { name: "never listed", task: { seconds: HIDDEN_SECONDS, visibleAfterSeconds: NEVER }, outcome: "on" },
  { name: "listed late", task: { seconds: TASK_SECONDS, visibleAfterSeconds: 10 }, outcome: "on" },
  { name: "stuck", task: { status: "stuck" }, outcome: "TaskTimeoutError" },
  {
    name: "Success without effect",
    task: { seconds: TASK_SECONDS, effect: "none" },
    outcome: "NotVerifiedError",
    outcomeByConfig: "TaskTimeoutError",
  },
  {
    name: "effect without Success",
    task: { status: "Fail", seconds: TASK_SECONDS, effect: "applied" },
    outcome: "TaskFailedError",
    outcomeByConfig: "on",
  },
];

/** How long DescribeTasks does not show the task, in seconds, or until its end. */
export function unseenSeconds({ task }: TaskOutcome): number {
  return Math.min(task.visibleAfterSeconds ?? 0, task.seconds ?? 0);
}
