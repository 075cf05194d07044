import { assumptions } from "../assumptions";
import type { SslSetting } from "./instance";

export type TaskStatus = "Running" | "WaitSwitch" | "Success" | "Fail" | "Pause";

/** How a task will go. Times are in seconds and may be fractions. */
export interface TaskPlan {
  /** What the task ends as; `stuck` stays Running for ever, `WaitSwitch` is seen until the task ends in Success. */
  readonly status: "Success" | "Fail" | "Pause" | "WaitSwitch" | "stuck";
  readonly seconds: number;
  /** How long DescribeTasks does not list the task. */
  readonly visibleAfterSeconds: number;
  /** How Modify's reply gives the task id. */
  readonly taskId: "number" | "zero" | "absent" | "string";
  readonly message: string | undefined;
  /** Whether the SSL setting really changes. */
  readonly effect: "applied" | "none";
}

/** How a task is to end before its time. */
export interface TaskEnding {
  /** @default "Success" */
  readonly status?: "Success" | "Fail" | "Pause";
  readonly message?: string;
  /** @default "applied" for Success, "none" for the others */
  readonly effect?: TaskPlan["effect"];
}

/** One asynchronous change of an instance. Times are in milliseconds since 1970. */
export interface Task {
  readonly id: number;
  readonly instanceId: string;
  readonly region: string;
  readonly wanted: SslSetting;
  readonly plan: TaskPlan;
  readonly startedAt: number;
  readonly visibleAt: number;
  status: TaskStatus;
  endedAt: number | undefined;
  message: string;
  /** Where a task that failed or paused stopped, in percent. */
  stoppedAtPercent: number | undefined;
}

const steps = assumptions.taskSteps.value;
/** What a Running task shows at most: the rest comes with its end. */
const mostWhileRunning = 99;
/** Where a task that does not reach its end stops: within the step that issues the certificate. */
export const failsAtPercent = 25;

export function isOver(task: Task): boolean {
  return task.endedAt !== undefined;
}

/** How far the task is, 0 to 100. */
export function progressPercent(task: Task, now: number): number {
  if (task.status === "Success") return 100;
  if (task.stoppedAtPercent !== undefined) return task.stoppedAtPercent;
  if (task.plan.status === "stuck" || task.plan.seconds <= 0) return 0;
  const share = (now - task.startedAt) / (task.plan.seconds * 1000);
  return Math.max(0, Math.min(mostWhileRunning, Math.floor(share * 100)));
}

/** The name of the step that the task is in, or stopped in. */
export function currentStep(task: Task, now: number): string {
  const percent = progressPercent(task, now);
  const step = steps.find(({ endsAtPercent }) => percent < endsAtPercent) ?? steps.at(-1);
  return step?.name ?? "";
}

/** Tells whether the task is in the step that restarts the database. */
export function isRestarting(task: Task, now: number): boolean {
  return !isOver(task) && currentStep(task, now) === "Restart Instance";
}
