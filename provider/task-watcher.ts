import { setTimeout as sleep } from "node:timers/promises";
import type { PostgresApi } from "./cloud/postgres-api";
import type { Task } from "./cloud/replies";
import type { Deadline, Pace } from "./pace";
import type { Instance } from "./ssl-config";
import { TaskBoard } from "./task-board";

/** With fewer questions a second than this, each is asked for itself, at once. */
const CROWD = 4;
/** So many tasks that the lists do not show are asked for by id in one round; the others wait for the next. */
const BY_ID_AT_ONCE = 5;

/** An instance's tasks, and whether all of its latest ones are among them. */
export interface InstanceTasks {
  readonly tasks: readonly Task[];
  readonly isComplete: boolean;
}

/**
 * Looks up tasks for everybody in the process who asks. A few questions are asked one by one; when many resources ask,
 * those of the same second are answered from one listing.
 */
export class TaskWatcher {
  private readonly boards = new Map<string, TaskBoard>();
  private readonly rounds = new Map<string, Promise<TaskBoard>>();
  private askedAtMs: number[] = [];
  private byIdLeft = 0;

  constructor(
    private readonly api: PostgresApi,
    private readonly pace: Pace,
  ) {}

  /** The task as it is now, or `undefined` while the cloud does not list it. */
  async find(region: string, taskId: number, deadline: Deadline): Promise<Task | undefined> {
    if (!this.isCrowded()) return this.findById(region, taskId, deadline);
    const listed = (await this.nextRound(region, deadline)).find(taskId);
    if (listed !== undefined || this.byIdLeft === 0) return listed;
    this.byIdLeft -= 1;
    return this.findById(region, taskId, deadline);
  }

  /** The instance's latest tasks. */
  async findOfInstance(instance: Instance, deadline: Deadline): Promise<InstanceTasks> {
    const { region, dbInstanceId } = instance;
    if (this.isCrowded()) {
      return { tasks: (await this.nextRound(region, deadline)).ofInstance(dbInstanceId), isComplete: false };
    }
    const { tasks } = await this.api.describeTasks(region, { DBInstanceId: dbInstanceId }, deadline);
    return { tasks: tasks.filter(({ instanceId }) => instanceId === dbInstanceId), isComplete: true };
  }

  private async findById(region: string, taskId: number, deadline: Deadline): Promise<Task | undefined> {
    const { tasks } = await this.api.describeTasks(region, { TaskId: taskId, Limit: 1 }, deadline);
    return tasks.find((task) => task.taskId === taskId);
  }

  private isCrowded(): boolean {
    const now = performance.now();
    this.askedAtMs = this.askedAtMs.filter((ms) => ms > now - this.pace.secondMs);
    this.askedAtMs.push(now);
    return this.askedAtMs.length >= CROWD;
  }

  /** Joins the next listing of the region; it starts a moment later, so that more questions can join. */
  private nextRound(region: string, deadline: Deadline): Promise<TaskBoard> {
    let round = this.rounds.get(region);
    if (round === undefined) this.rounds.set(region, (round = this.listInAMoment(region, deadline)));
    return round;
  }

  private async listInAMoment(region: string, deadline: Deadline): Promise<TaskBoard> {
    await sleep(Math.min(this.pace.taskRoundSeconds * this.pace.secondMs, deadline.remainingMs));
    // Whoever asks from now on wants what is true after the question, so is not served by this listing.
    this.rounds.delete(region);
    let board = this.boards.get(region);
    if (board === undefined) this.boards.set(region, (board = new TaskBoard(this.api, region)));
    await board.refresh(deadline);
    this.byIdLeft = BY_ID_AT_ONCE;
    return board;
  }
}
