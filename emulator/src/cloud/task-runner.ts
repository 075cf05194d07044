import { assumptions } from "../assumptions";
import type { Cloud } from "./cloud";
import type { Instance } from "./instance";
import {
  failurePercent,
  progressPercent,
  restartPercent,
  type Task,
  type TaskEnding,
  type TaskKind,
  type TaskPlan,
  type TaskStatus,
} from "./task";

/** A timer further away than this would fire at once. */
const longestTimerMs = 2 ** 31 - 1;

/** What a task is to do. */
export interface TaskOrder {
  readonly kind: TaskKind;
  /** What the cloud was asked for, as TaskDetail.Input shows it. */
  readonly input: object;
  /** The change itself, made at the task's end. */
  readonly work: () => Promise<void>;
}

/** Runs the asynchronous tasks that change instances. */
export class TaskRunner {
  private readonly timers = new Map<number, NodeJS.Timeout>();
  private readonly ending = new Map<Task, Promise<void>>();

  constructor(
    private readonly cloud: Cloud,
    private readonly now: () => number,
  ) {}

  /** Starts the task; the instance is busy until it is over, where the kind of task says so. */
  start(instance: Instance, order: TaskOrder, plan: TaskPlan): Task {
    const startedAt = this.now();
    const task = this.cloud.addTask({
      ...order,
      instanceId: instance.id,
      region: instance.region,
      plan,
      startedAt,
      visibleAt: startedAt + plan.visibleAfterSeconds * 1000,
      status: plan.status === "WaitSwitch" ? "WaitSwitch" : "Running",
      endedAt: undefined,
      message: order.kind.busyStatus ? assumptions.taskMessage.value : "",
      stoppedAtPercent: undefined,
    });
    if (order.kind.busyStatus) instance.runningTaskId = task.id;
    const durationMs = plan.seconds * 1000;
    if (plan.status !== "stuck" && durationMs <= longestTimerMs) {
      this.timers.set(
        task.id,
        setTimeout(() => void this.finish(task), durationMs),
      );
    }
    return task;
  }

  /** Ends a task now, as its plan says or as asked for. Does nothing when it is over, or about to be. */
  async finish(task: Task, asked?: TaskEnding): Promise<void> {
    this.forgetTimer(task);
    const instance = this.cloud.instances.get(task.instanceId);
    const isRunning = task.endedAt === undefined && this.cloud.tasks.get(task.id) === task;
    const ending = this.ending.get(task) ?? (instance && isRunning ? this.run(instance, task, asked) : undefined);
    if (!ending) return;
    this.ending.set(task, ending);
    await ending;
    this.ending.delete(task);
  }

  /** Ends a task whose instance is no more. */
  abandon(task: Task, message: string): void {
    this.forgetTimer(task);
    if (task.endedAt === undefined) end(task, "Fail", message, this.now(), failurePercent(task.kind));
  }

  /** Lets no task go any further. */
  stop(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
  }

  private async run(instance: Instance, task: Task, asked: TaskEnding | undefined): Promise<void> {
    const { status, effect, message } = endingOf(task.plan, asked);
    const failure = effect === "applied" ? await this.work(task) : undefined;
    if (task.endedAt !== undefined) return;
    const stopsAt = effect === "applied" ? restartPercent(task.kind) : failurePercent(task.kind);
    const says = message ?? (status === "Success" ? undefined : assumptions.failureMessage.value[effect]);
    if (failure === undefined) end(task, status, says, this.now(), stopsAt);
    else end(task, "Fail", failure, this.now(), stopsAt);
    if (instance.runningTaskId === task.id) instance.runningTaskId = undefined;
  }

  private forgetTimer(task: Task): void {
    clearTimeout(this.timers.get(task.id));
    this.timers.delete(task.id);
  }

  /** Makes the change. @returns why it failed */
  private async work(task: Task): Promise<string | undefined> {
    try {
      await task.work();
      return undefined;
    } catch (error) {
      console.error(`Task ${task.id} (${task.kind.type} of ${task.instanceId}) failed.`, error);
      return `The database did not come up again: ${error instanceof Error ? error.message : String(error)}`;
    }
  }
}

/** A task whose end is asked for with Success takes effect, whatever was planned for it. */
function endingOf(plan: TaskPlan, asked: TaskEnding | undefined) {
  const planned = plan.status === "Fail" || plan.status === "Pause" ? plan.status : "Success";
  const status = asked?.status ?? (asked ? "Success" : planned);
  const usual = status === "Success" ? "applied" : "none";
  return {
    status,
    effect: asked ? (asked.effect ?? usual) : plan.effect,
    message: asked?.message ?? plan.message,
  };
}

/** @param stopsAt where a task stops at the least that does not succeed; it never goes back */
function end(task: Task, status: TaskStatus, message: string | undefined, now: number, stopsAt: number): void {
  const percent = Math.max(stopsAt, progressPercent(task, now));
  task.status = status;
  task.endedAt = now;
  task.message = message ?? task.message;
  if (status !== "Success") task.stoppedAtPercent = percent;
}
