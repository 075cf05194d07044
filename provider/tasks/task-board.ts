import { cloudTime } from "../cloud/cloud-time";
import type { PostgresApi } from "../cloud/postgres-api";
import type { Task } from "../model/task";
import type { Deadline } from "../model/deadline";
import { taskOutcome } from "../model/task";

/** How far back the first listing looks for tasks that still run. What runs longer is left to the API, which refuses. */
const FIRST_LISTING_MS = 60 * 60_000;
/** A task may be listed a little after one that started later. */
const OVERLAP_MS = 5_000;
/** Unfinished tasks older than this do not widen the listings of all others. */
const OLDEST_LISTED_MS = 15 * 60_000;
const PAGE_SIZE = 100;

/**
 * All recent tasks of a region, read in lists of a hundred. After the first listing only those are read again that
 * started since the oldest one still running, so that the cost grows with what happens, not with who waits for it.
 */
export class TaskBoard {
  private readonly known = new Map<number, Task>();
  private newestStartMs = 0;

  constructor(
    private readonly api: PostgresApi,
    private readonly region: string,
  ) {}

  find(taskId: number): Task | undefined {
    return this.known.get(taskId);
  }

  /** The instance's tasks among those that were listed. */
  ofInstance(instanceId: string): Task[] {
    return Array.from(this.known.values()).filter((task) => task.instanceId === instanceId);
  }

  /** Reads the lists again, and says how many pages that took. */
  async refresh(deadline: Deadline): Promise<number> {
    const sinceMs = this.sinceMs();
    this.forgetRunningBefore(sinceMs);
    const from = cloudTime.format(sinceMs);
    let pages = 0;
    for (let total = 1; pages * PAGE_SIZE < total; pages += 1) {
      const page = await this.api.describeTasks(
        this.region,
        { MinStartTime: from, Limit: PAGE_SIZE, Offset: pages * PAGE_SIZE, OrderBy: "StartTime", OrderByType: "asc" },
        deadline,
      );
      // A count that the lists do not bear out must not keep anybody reading.
      total = page.tasks.length === 0 || deadline.isOver ? 0 : page.totalCount;
      page.tasks.forEach((task) => this.learn(task));
    }
    return pages;
  }

  /** What is not read again must not be taken for what is: such a task is asked for by id. */
  private forgetRunningBefore(sinceMs: number): void {
    for (const task of this.known.values()) {
      if (task.startedAtMs < sinceMs && taskOutcome(task) === "pending") this.known.delete(task.taskId);
    }
  }

  private learn(task: Task): void {
    this.known.set(task.taskId, task);
    this.newestStartMs = Math.max(this.newestStartMs, task.startedAtMs);
  }

  private sinceMs(): number {
    if (this.newestStartMs === 0) return Date.now() - FIRST_LISTING_MS;
    const pending = Array.from(this.known.values())
      .filter((task) => taskOutcome(task) === "pending")
      .map(({ startedAtMs }) => startedAtMs)
      .filter((startedAtMs) => startedAtMs > this.newestStartMs - OLDEST_LISTED_MS);
    return Math.min(...pending, this.newestStartMs - OVERLAP_MS);
  }
}
