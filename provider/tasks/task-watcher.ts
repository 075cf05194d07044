import type { PostgresApi } from "../cloud/postgres-api";
import type { Task } from "../model/task";
import type { Deadline } from "../model/deadline";
import type { Pace } from "../model/pace";
import type { Instance } from "../model/instance";
import { TaskRounds } from "./task-rounds";

/** With fewer who ask within a second than this, each is answered for itself, at once. */
const CROWD = 4;

/**
 * Looks up tasks for everybody in the process who asks. A few are answered one by one; when many ask, they are answered
 * together in rounds, from listings that cost the same for one as for a hundred.
 */
export class TaskWatcher {
  private readonly rounds = new Map<string, TaskRounds>();
  private askedAtMs: number[] = [];
  private watching = 0;

  constructor(
    private readonly api: PostgresApi,
    private readonly pace: Pace,
  ) {}

  /**
   * Looks at the task, or learns that the cloud does not list it, and returns what `judge` makes of that.
   *
   * Where many tasks are watched it goes on looking until `judge` finds something: another round costs nothing more, and
   * comes sooner than a look of one's own would.
   */
  async watch<T>(
    region: string,
    taskId: number,
    deadline: Deadline,
    judge: (task: Task | undefined) => T | undefined,
  ): Promise<T | undefined> {
    this.watching += 1;
    try {
      while (this.isCrowded()) {
        const seen = await this.roundsOf(region).find(taskId, deadline);
        if (seen === undefined) break;
        const found = judge(seen.task);
        if (found !== undefined) return found;
      }
      return judge(await this.findById(region, taskId, deadline));
    } finally {
      this.watching -= 1;
    }
  }

  /** The instance's tasks. */
  async ofInstance({ region, dbInstanceId }: Instance, deadline: Deadline): Promise<readonly Task[]> {
    const { tasks } = await this.api.describeTasks(region, { DBInstanceId: dbInstanceId }, deadline);
    return tasks.filter(({ instanceId }) => instanceId === dbInstanceId);
  }

  private async findById(region: string, taskId: number, deadline: Deadline): Promise<Task | undefined> {
    const { tasks } = await this.api.describeTasks(region, { TaskId: taskId, Limit: 1 }, deadline);
    return tasks.find((task) => task.taskId === taskId);
  }

  private isCrowded(): boolean {
    const now = performance.now();
    this.askedAtMs = this.askedAtMs.filter((ms) => ms > now - this.pace.secondMs);
    this.askedAtMs.push(now);
    return Math.max(this.askedAtMs.length, this.watching) >= CROWD;
  }

  private roundsOf(region: string): TaskRounds {
    let rounds = this.rounds.get(region);
    if (rounds === undefined) {
      const findById = (taskId: number, deadline: Deadline) => this.findById(region, taskId, deadline);
      this.rounds.set(region, (rounds = new TaskRounds(this.api, region, this.pace, findById)));
    }
    return rounds;
  }
}
