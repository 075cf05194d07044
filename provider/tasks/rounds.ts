import { setMaxListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { RequestError } from "../errors/request-error";
import type { Instance } from "../model/ssl-setting";
import type { Task } from "../model/task";
import { Budget, type Limits } from "../time/budget";
import { unlessCancelled } from "../time/cancellation";
import type { Pace } from "../time/pace";
import type { Listing, Seen, TaskRequest } from "./port";

/** Up to this many tasks are asked for one by one. For more of them, a listing takes fewer calls. */
const ONE_BY_ONE = 4;
/** A task may be listed a little after one that started later. */
const OVERLAP_MS = 5_000;
/** A long listing is read less often, so that it takes no more calls a second than this. */
const PAGES_PER_SECOND = 5;

/** A look that has no answer yet. */
interface Look {
  readonly instance: Instance;
  readonly taskId: number;
  readonly answer: (seen: Seen) => void;
  readonly fail: (error: unknown) => void;
  isAsked: boolean;
}

/** What earlier looks found out about a task. */
interface Known {
  /** When it started, by the cloud's clock. */
  startedAtMs?: number;
  /** Whether the latest listing left it out, and when it was last asked for by its id. */
  isUnlisted: boolean;
  askedAtMs: number;
}

/**
 * Looks of the same moment share their requests: a look waits for the next round of its region, and there is one a second.
 *
 * A listing that reaches back to the oldest of the tasks answers for many at once. A task that it does not show is asked for by
 * its id. So is every task if there are few, or if no listing can be read.
 */
export class Rounds {
  private readonly looks = new Set<Look>();
  private readonly known = new Map<number, Known>();
  private running: AbortController | undefined;
  private readonly startMs = performance.now();
  private mayList = true;
  private isListing = false;
  private pages = 1;
  private nextListingMs = Number.NEGATIVE_INFINITY;
  private lastMs = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly byId: (instance: Instance, taskId: number, request: TaskRequest) => Promise<Task | "absent">,
    private readonly since: (startedAtMs: number, request: TaskRequest) => Promise<Listing>,
    private readonly pace: Pace,
  ) {}

  /** Throws TimeIsUp when the budget is over. Whoever does not wait any longer is not asked for. */
  async look(instance: Instance, taskId: number, { budget, signal }: Limits): Promise<Seen> {
    let leave: () => void = () => undefined;
    const seen = new Promise<Seen>((answer, fail) => {
      const look: Look = { instance, taskId, answer, fail, isAsked: false };
      this.looks.add(look);
      leave = () => this.leave(look);
    });
    if (this.running === undefined) void this.run((this.running = new AbortController()));
    try {
      return await budget.within(unlessCancelled(signal, seen));
    } finally {
      leave();
    }
  }

  private leave(look: Look): void {
    this.looks.delete(look);
    if (this.looks.size > 0) return;
    // Nobody needs the requests under way.
    this.running?.abort();
    this.running = undefined;
  }

  private async run({ signal }: AbortController): Promise<void> {
    setMaxListeners(0, signal);
    const everyMs = this.pace.roundSeconds * 1000;
    const untilNextMs = (): number => everyMs - ((performance.now() - this.startMs) % everyMs);
    // The sleep throws when the last look has its answer.
    while (await sleep(untilNextMs(), true, { signal }).catch(() => false)) this.round(signal);
  }

  private round(signal: AbortSignal): void {
    // The length of a listing says nothing about the next tasks.
    if (performance.now() - this.lastMs > 5 * this.pace.roundSeconds * 1000) this.pages = 1;
    this.lastMs = performance.now();
    const looks = [...this.looks].filter(({ isAsked }) => !isAsked);
    if (!this.mayList || looks.length <= Math.max(ONE_BY_ONE, this.pages)) {
      this.ask(looks, signal);
      return;
    }
    const starts = looks.flatMap(({ taskId }) => this.known.get(taskId)?.startedAtMs ?? []);
    // Before any task is seen, it is unknown how far back a listing has to reach; and a slow listing may never end.
    const isLost = starts.length === 0 || this.isListing;
    const unlisted = looks.map((look) => ({ look, ...this.knownOf(look) })).filter((each) => isLost || each.isUnlisted);
    const inTurn = unlisted.sort((a, b) => a.askedAtMs - b.askedAtMs).map(({ look }) => look);
    this.ask(inTurn.slice(0, ONE_BY_ONE), signal);
    if (isLost || performance.now() < this.nextListingMs) return;
    void this.list(looks, Math.min(...starts, Math.max(...starts) - OVERLAP_MS), signal);
  }

  private ask(looks: readonly Look[], signal: AbortSignal): void {
    looks.forEach((look, index) => {
      look.isAsked = true;
      this.knownOf(look).askedAtMs = performance.now();
      const request = { ...this.limits(signal), goesFirst: index < ONE_BY_ONE };
      this.byId(look.instance, look.taskId, request).then((seen) => this.saw(look, seen), look.fail);
    });
  }

  private async list(looks: readonly Look[], reachMs: number, signal: AbortSignal): Promise<void> {
    const startMs = performance.now();
    let listed = new Map<number, Task>();
    this.isListing = true;
    try {
      const { tasks, pages } = await this.since(reachMs, { ...this.limits(signal), goesFirst: true });
      this.pages = pages;
      listed = new Map(tasks.map((task) => [task.taskId, task]));
    } catch (error) {
      // Tasks may still be asked for one by one; if not even that is permitted, that request says so.
      if (error instanceof RequestError && !error.isPassing) this.mayList = false;
    } finally {
      this.isListing = false;
      this.nextListingMs = startMs + (this.pages / PAGES_PER_SECOND) * 1000;
    }
    for (const look of looks) {
      const task = listed.get(look.taskId);
      if (this.looks.has(look)) this.knownOf(look).isUnlisted = task === undefined;
      if (task !== undefined || !look.isAsked) this.saw(look, task ?? "unknown");
    }
  }

  private saw(look: Look, seen: Seen): void {
    if (typeof seen === "object") this.knownOf(look).startedAtMs = seen.startedAtMs;
    look.answer(seen);
  }

  private knownOf({ taskId }: Look): Known {
    const known = this.known.get(taskId) ?? { isUnlisted: false, askedAtMs: Number.NEGATIVE_INFINITY };
    this.known.set(taskId, known);
    return known;
  }

  /** Long enough for every attempt of a request. Each look has a budget of its own. */
  private limits(signal: AbortSignal): Limits {
    const { requestTimeoutSeconds, requestAttempts } = this.pace;
    return { budget: new Budget(requestTimeoutSeconds * requestAttempts), signal };
  }
}
