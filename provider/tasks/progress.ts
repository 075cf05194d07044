import type { Task } from "../model/task";
import type { Pace } from "../model/pace";
import { describeTask } from "../model/task";

/** Writes a line for the user; under Pulumi, lines on stdout appear live among the stack's messages. */
export type Log = (line: string) => void;

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
    const isQuiet = now - this.lastSaidAtMs < this.pace.progressSeconds * this.pace.secondMs;
    if (news === this.lastSaid && isQuiet) return;
    this.lastSaid = news;
    this.lastSaidAtMs = now;
    const hint = task.status === "WaitSwitch" ? "; see the instance's maintenance window" : "";
    this.log(`${this.subject}: ${describeTask(task)}${hint}`);
  }
}
