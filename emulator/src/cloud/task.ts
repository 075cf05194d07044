import { assumptions } from "../assumptions";

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
  /** What DescribeTasks shows instead of the usual fields. */
  readonly fields: object;
  /** Whether the change is really made. */
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
  readonly kind: TaskKind;
  /** What the cloud was asked for. */
  readonly input: object;
  /** The change itself. */
  readonly work: () => Promise<void>;
  readonly plan: TaskPlan;
  readonly startedAt: number;
  readonly visibleAt: number;
  status: TaskStatus;
  endedAt: number | undefined;
  message: string;
  /** Where a task that failed or paused stopped, in percent. */
  stoppedAtPercent: number | undefined;
}

/** What a Running task shows at most: the rest comes with its end. */
const mostWhileRunning = 99;

function isOver(task: Task): boolean {
  return task.endedAt !== undefined;
}

/** How far the task is, 0 to 100. */
export function progressPercent(task: Task, now: number): number {
  if (task.status === "Success") return 100;
  if (task.stoppedAtPercent !== undefined) return task.stoppedAtPercent;
  if (task.plan.status === "stuck" || task.plan.seconds <= 0) return 0;
  const share = (now - task.startedAt) / (task.plan.seconds * 1000);
  const end = endPercent(task);
  return Math.max(0, Math.min(mostWhileRunning, end, Math.floor(share * end)));
}

/** How far a task comes by its time: to its end, or to the step in which it is to fail. */
function endPercent({ kind, plan }: Task): number {
  if (plan.status !== "Fail" && plan.status !== "Pause") return 100;
  return plan.effect === "applied" ? restartPercent(kind) : failurePercent(kind);
}

/** Where a task stops that fails before it has changed anything: in its second step, after the checks. */
export function failurePercent({ steps }: TaskKind): number {
  return middle(steps, 1);
}

/** Where a task stops that fails in its restart, or after it. */
export function restartPercent({ steps }: TaskKind): number {
  const restart = steps.findIndex(({ name }) => name === restartStep);
  return middle(steps, restart < 0 ? 1 : restart);
}

function middle(steps: readonly TaskStep[], index: number): number {
  return Math.floor(((steps[index - 1]?.endsAtPercent ?? 0) + (steps[index]?.endsAtPercent ?? 100)) / 2);
}

/** The name of the step that the task is in, or stopped in. */
export function currentStep(task: Task, now: number): string {
  return stepAt(task.kind, progressPercent(task, now));
}

/** Tells whether the task is in the step that restarts the database. */
export function isRestarting(task: Task, now: number): boolean {
  return !isOver(task) && isRestartingAt(task.kind, progressPercent(task, now));
}

/** What a task does to an instance: how DescribeTasks shows it, and the status of the instance while it runs. */
export interface TaskKind {
  /** TaskType in DescribeTasks. */
  readonly type: string;
  readonly steps: readonly TaskStep[];
  /** DBInstanceStatus while the task is running; undefined for a task beside which the instance can be changed. */
  readonly busyStatus: { readonly working: string; readonly restarting: string } | undefined;
}

export interface TaskStep {
  readonly name: string;
  /** Where in the task's time the step ends, 0 to 100. */
  readonly endsAtPercent: number;
}

const { taskType, taskSteps, busyStatus, otherTasks } = assumptions;

export const turningSslOn: TaskKind = {
  type: taskType.value,
  steps: taskSteps.value.turningOn,
  busyStatus: busyStatus.value,
};

export const turningSslOff: TaskKind = { ...turningSslOn, steps: taskSteps.value.turningOff };

/** Changes that are not about SSL, by the name that the control interface gives them. */
export const otherTaskKinds = otherTasks.value satisfies Readonly<Record<string, TaskKind>>;

export type OtherTaskName = keyof typeof otherTaskKinds;

const restartStep = "Restart Instance";

/** The name of the step that comes at a point of the task's time. */
function stepAt({ steps }: TaskKind, percent: number): string {
  return (steps.find(({ endsAtPercent }) => percent < endsAtPercent) ?? steps.at(-1))?.name ?? "";
}

/** Tells whether the database is restarted at a point of the task's time. */
function isRestartingAt(kind: TaskKind, percent: number): boolean {
  return stepAt(kind, percent) === restartStep;
}
