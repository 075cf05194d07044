import { assumptions } from "../assumptions";

/** What is done to an instance by a task: how DescribeTasks tells of it, and how the instance is meanwhile. */
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
export function stepAt({ steps }: TaskKind, percent: number): string {
  return (steps.find(({ endsAtPercent }) => percent < endsAtPercent) ?? steps.at(-1))?.name ?? "";
}

/** Tells whether the database is restarted at a point of the task's time. */
export function isRestartingAt(kind: TaskKind, percent: number): boolean {
  return stepAt(kind, percent) === restartStep;
}

/** Where a task stops that fails because it was planned to: in its second step, after the checks. */
export function plannedFailurePercent({ steps }: TaskKind): number {
  return middle(steps, 1);
}

/** Where a task stops whose work fails: in the restart, where it has one. */
export function realFailurePercent({ steps }: TaskKind): number {
  const restart = steps.findIndex(({ name }) => name === restartStep);
  return middle(steps, restart < 0 ? 1 : restart);
}

function middle(steps: readonly TaskStep[], index: number): number {
  return Math.floor(((steps[index - 1]?.endsAtPercent ?? 0) + (steps[index]?.endsAtPercent ?? 100)) / 2);
}
