import { assumptions } from "../assumptions";
import type { Cloud } from "./cloud";
import type { DatabaseTls } from "./database-tls";
import type { Instance, SslSetting } from "./instance";
import { failsAtPercent, type Task, type TaskEnding, type TaskPlan, type TaskStatus } from "./task";

/** A timer further away than this would fire at once. */
const longestTimerMs = 2 ** 31 - 1;

/** Runs the asynchronous tasks that change an instance's SSL setting. */
export class SslChanges {
  private readonly timers = new Map<number, NodeJS.Timeout>();
  private readonly ending = new Map<Task, Promise<void>>();

  constructor(
    private readonly cloud: Cloud,
    private readonly tls: DatabaseTls,
    private readonly now: () => number,
  ) {}

  /** Starts the change; the instance is busy until its task is over. */
  start(instance: Instance, wanted: SslSetting, plan: TaskPlan): Task {
    const startedAt = this.now();
    const task = this.cloud.addTask({
      instanceId: instance.id,
      region: instance.region,
      wanted,
      plan,
      startedAt,
      visibleAt: startedAt + plan.visibleAfterSeconds * 1000,
      status: plan.status === "WaitSwitch" ? "WaitSwitch" : "Running",
      endedAt: undefined,
      message: assumptions.taskMessage.value,
      stoppedAtPercent: undefined,
    });
    instance.modifies += 1;
    instance.runningTaskId = task.id;
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
    const ending =
      this.ending.get(task) ?? (instance?.runningTaskId === task.id ? this.run(instance, task, asked) : undefined);
    if (!ending) return;
    this.ending.set(task, ending);
    await ending;
    this.ending.delete(task);
  }

  /** Ends a task whose instance is no more. */
  abandon(task: Task, message: string): void {
    this.forgetTimer(task);
    if (task.endedAt === undefined) end(task, "Fail", message, this.now());
  }

  /** Lets no task go any further. */
  stop(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
  }

  private async run(instance: Instance, task: Task, asked: TaskEnding | undefined): Promise<void> {
    const { status, effect, message } = endingOf(task.plan, asked);
    const failure = effect === "applied" ? await this.applyEffect(instance, task) : undefined;
    if (task.endedAt !== undefined) return;
    end(task, failure === undefined ? status : "Fail", failure ?? message, this.now());
    if (instance.runningTaskId === task.id) instance.runningTaskId = undefined;
  }

  private forgetTimer(task: Task): void {
    clearTimeout(this.timers.get(task.id));
    this.timers.delete(task.id);
  }

  private async applyEffect(instance: Instance, task: Task): Promise<string | undefined> {
    try {
      await this.tls.apply(instance, task.wanted, new Date(this.now()));
      instance.restarts += 1;
      return undefined;
    } catch (error) {
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

function end(task: Task, status: TaskStatus, message: string | undefined, now: number): void {
  task.status = status;
  task.endedAt = now;
  if (status === "Success") {
    task.message = message ?? task.message;
    return;
  }
  task.message = message ?? assumptions.failureMessage.value;
  task.stoppedAtPercent = failsAtPercent;
}
