import { checkedFields } from "../contract";
import type { TaskPlan } from "./task";

/** How the next task will go; what is left out is as usual. Times are in seconds and may be fractions. */
export interface NextTask {
  /** Only the task of this instance. */
  readonly instance?: string;
  /** @default "Success" */
  readonly status?: TaskPlan["status"];
  /** @default the emulator's task seconds; 0 when `taskId` is "zero" or "absent" */
  readonly seconds?: number;
  /** @default 0 */
  readonly visibleAfterSeconds?: number;
  readonly taskId?: "zero" | "absent" | "string";
  readonly message?: string;
  /** @default "applied" for Success and WaitSwitch, "none" for the others */
  readonly effect?: TaskPlan["effect"];
  /** Fields of TaskSet that DescribeTasks shows instead of the usual ones; null leaves one out that may be missing. */
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** Plans for the tasks to come; each is used once, the oldest first. */
export class NextTasks {
  private entries: NextTask[] = [];

  constructor(private readonly taskSeconds: number) {}

  add(entry: NextTask): void {
    this.entries.push(entry);
  }

  /** The plan for a task of the instance that starts now. */
  take(instanceId: string): TaskPlan {
    const entry = this.entries.find(({ instance }) => instance === undefined || instance === instanceId);
    if (entry) this.entries = this.entries.filter((other) => other !== entry);
    return this.plan(entry ?? {});
  }

  list(): readonly NextTask[] {
    return this.entries;
  }

  reset(): void {
    this.entries = [];
  }

  /** The plan for a task that is to go like this. */
  plan({ status = "Success", seconds, visibleAfterSeconds = 0, taskId, message, effect, fields }: NextTask): TaskPlan {
    const isWithoutTask = taskId === "zero" || taskId === "absent";
    return {
      status,
      seconds: seconds ?? (isWithoutTask ? 0 : this.taskSeconds),
      visibleAfterSeconds,
      taskId: taskId ?? "number",
      message,
      fields: checkedFields("TaskSet", fields ?? {}).fields,
      effect: effect ?? (status === "Success" || status === "WaitSwitch" ? "applied" : "none"),
    };
  }
}
