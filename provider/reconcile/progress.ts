import type { Log } from "../model/log";
import { describeTask, type Task } from "../model/task";
import type { Pace } from "../time/pace";

/** Reports the progress of a task: each new state or step, and at least every `progressSeconds`. */
export class TaskProgress {
  private lastSaid = "";
  private lastSaidAtMs = 0;

  constructor(
    private readonly subject: string,
    private readonly pace: Pace,
    private readonly log: Log,
  ) {}

  saw(task: Task): void {
    const now = performance.now();
    const news = `${task.taskId} ${task.status} ${task.step ?? ""}`;
    const isQuiet = now - this.lastSaidAtMs < this.pace.progressSeconds * 1000;
    if (news === this.lastSaid && isQuiet) return;
    this.lastSaid = news;
    this.lastSaidAtMs = now;
    const hint = task.status === "WaitSwitch" ? "; see the instance's maintenance window" : "";
    this.log(`${this.subject}: ${describeTask(task)}${hint}`);
  }
}
