import { setMaxListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { ApiError } from "../cloud/api-error";
import type { Task } from "../model/task";
import { Budget, type Limits } from "../time/budget";
import type { Pace } from "../time/pace";
import type { TaskQuestions } from "./task-questions";

/** Up to this many tasks are asked for one by one. For more of them, a listing takes fewer calls. */
const ONE_BY_ONE = 4;
/** A task may be listed a little after one that started later. */
const OVERLAP_MS = 5_000;
/** A long listing is read less often, so that it takes no more calls a second than this. */
const PAGES_PER_SECOND = 5;

/** A wait for a task. */
export interface Watch {
  readonly taskId: number;
  readonly instanceId: string;
  /** Called each time the task is seen, and with `undefined` when the cloud lists no such task. */
  readonly tell: (task: Task | undefined) => void;
  readonly fail: (error: unknown) => void;
}

/** What is known of a task that is watched. */
interface Watched {
  readonly sinceMs: number;
  /** When to look at it again. */
  dueMs: number;
  /** When it started, by the cloud's clock, once that is known. */
  startedAtMs?: number;
  /** Whether it was not in the latest listing, and when it was asked for last. */
  isUnlisted: boolean;
  askedAtMs: number;
  isBeingAsked: boolean;
}

/**
 * Reads all watched tasks of a region in one loop: each of them every second, later every two.
 *
 * A listing that reaches back to the oldest of them answers for many at once. A task that the listing does not show proves
 * nothing, so it is asked for by its id. So is every task if there are few, or if no listing can be read.
 */
export class RegionWatch {
  private readonly watches = new Map<Watch, Watched>();
  private watching = new AbortController();
  private newestStartMs: number | undefined;
  private mayList = true;
  private isListing = false;
  private pages = 1;
  private nextListingMs = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly questions: TaskQuestions,
    private readonly pace: Pace,
  ) {}

  add(watch: Watch): void {
    const now = performance.now();
    const never = Number.NEGATIVE_INFINITY;
    this.watches.set(watch, { sinceMs: now, dueMs: now, isUnlisted: false, askedAtMs: never, isBeingAsked: false });
    if (this.watches.size > 1) return;
    this.watching = new AbortController();
    void this.run(this.watching);
  }

  remove(watch: Watch): void {
    this.watches.delete(watch);
    if (this.watches.size > 0) return;
    // Nobody needs the requests under way, and the latest replies say nothing about the next tasks.
    this.watching.abort();
    this.newestStartMs = undefined;
    this.pages = 1;
  }

  private async run({ signal }: AbortController): Promise<void> {
    setMaxListeners(0, signal);
    const aSecond = this.pace.taskLooks.everySeconds * 1000;
    // The sleep throws when the last watch is removed.
    while (await sleep(aSecond, true, { signal }).catch(() => false)) this.look();
  }

  private look(): void {
    const now = performance.now();
    const due = [...this.watches].filter(([, watched]) => watched.dueMs <= now && !watched.isBeingAsked);
    if (!this.mayList || due.length <= Math.max(ONE_BY_ONE, this.pages)) {
      this.askFor(due);
      return;
    }
    // Before any task is seen, it is unknown how far back a listing has to reach; and a slow listing may never end.
    const isLost = this.newestStartMs === undefined || this.isListing;
    const unlisted = due.filter(([, { isUnlisted }]) => isUnlisted || isLost);
    const inTurn = unlisted.sort(([, a], [, b]) => a.askedAtMs - b.askedAtMs);
    this.askFor(inTurn.slice(0, ONE_BY_ONE));
    if (!this.isListing && now >= this.nextListingMs) void this.list();
  }

  private askFor(due: [Watch, Watched][]): void {
    due.forEach(([watch, watched], index) => void this.ask(watch, watched, index < ONE_BY_ONE));
  }

  private async ask(watch: Watch, watched: Watched, goesFirst: boolean): Promise<void> {
    watched.isBeingAsked = true;
    watched.askedAtMs = performance.now();
    try {
      const { taskId, instanceId } = watch;
      this.answer(watch, await this.questions.byId(taskId, instanceId, { ...this.limits(), goesFirst }));
    } catch (error) {
      watch.fail(error);
    } finally {
      watched.isBeingAsked = false;
    }
  }

  private async list(): Promise<void> {
    const reachMs = this.reachMs();
    if (reachMs === undefined) return;
    const startMs = performance.now();
    const asked = [...this.watches];
    this.isListing = true;
    try {
      const { tasks, pages } = await this.questions.since(reachMs, { ...this.limits(), goesFirst: true });
      this.pages = pages;
      const listed = new Map(tasks.map((task) => [task.taskId, task]));
      for (const [watch, watched] of asked) {
        const task = listed.get(watch.taskId);
        watched.isUnlisted = task === undefined;
        if (task !== undefined) this.answer(watch, task);
      }
    } catch (error) {
      for (const [, watched] of asked) watched.isUnlisted = true;
      // Tasks may still be asked for one by one; if not even that is permitted, that request says so.
      if (error instanceof ApiError && error.verdict !== "again" && error.verdict !== "limited") this.mayList = false;
    } finally {
      this.isListing = false;
      this.nextListingMs = startMs + (this.pages / PAGES_PER_SECOND) * 1000;
    }
  }

  /** Back to the oldest watched task. One that was never seen is a new one. */
  private reachMs(): number | undefined {
    if (this.newestStartMs === undefined) return undefined;
    const starts = Array.from(this.watches.values(), ({ startedAtMs }) => startedAtMs ?? Number.POSITIVE_INFINITY);
    return Math.min(...starts, this.newestStartMs - OVERLAP_MS);
  }

  private answer(watch: Watch, task: Task | undefined): void {
    const watched = this.watches.get(watch);
    if (watched === undefined) return;
    const { everySeconds, laterEverySeconds, laterAfterSeconds } = this.pace.taskLooks;
    const now = performance.now();
    const isNew = now - watched.sinceMs < laterAfterSeconds * 1000;
    watched.dueMs += (isNew ? everySeconds : laterEverySeconds) * 1000;
    watched.dueMs = Math.max(watched.dueMs, now);
    if (task !== undefined) {
      watched.startedAtMs = task.startedAtMs;
      this.newestStartMs = Math.max(this.newestStartMs ?? 0, task.startedAtMs);
    }
    try {
      watch.tell(task);
    } catch (error) {
      watch.fail(error);
    }
  }

  /** Long enough for every attempt of a request. Each watch has a budget of its own. */
  private limits(): Limits {
    const { requestTimeoutSeconds, requestAttempts } = this.pace;
    return { budget: new Budget(requestTimeoutSeconds * requestAttempts), signal: this.watching.signal };
  }
}
