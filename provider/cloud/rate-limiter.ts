import { setTimeout as sleep } from "node:timers/promises";
import type { Limits } from "../time/budget";
import { unlessCancelled } from "../time/cancellation";

/**
 * Requests a second that the API accepts for each action.
 *
 * Source: ModifyDBInstanceSSLConfig, "A maximum of 20 requests can be initiated per second for this API."
 */
export const API_LIMIT = 20;

/** The most requests a second that one process sends for one action: evenly spread, a little below the limit. */
export const MAX_REQUESTS_PER_SECOND = 19.5;

/**
 * How long a request counts, in seconds. The part above one allows for network and clock differences of milliseconds; it is
 * the largest that does not slow us down.
 */
const COUNTS_SECONDS = 1.02;

/** A refusal multiplies the rate by the first; each second without one adds the second. It never settles below 1.5. */
const DECREASE = 0.75;
const INCREASE_PER_SECOND = 0.5;

/** How a request waits for its turn. */
interface TurnOptions {
  /** Before the others. */
  readonly goesFirst?: boolean | undefined;
  /** It was sent before: the wait takes the operation's own time. */
  readonly isRetry?: boolean;
}

/** A request's place in the queue. */
interface Place {
  hasCome: boolean;
  come: () => void;
}

/**
 * Paces the requests of one action evenly, first come, first served.
 *
 * Several processes share an account's limit without talking to each other: a refusal lowers this process's rate by a
 * factor, and time without refusals raises it by a constant, which lets rates converge to equal shares.
 */
export class RateLimiter {
  /** Those that go first, and all others; each in the order in which they came. */
  private readonly first: Place[] = [];
  private readonly others: Place[] = [];
  private isServing = false;
  private rate = MAX_REQUESTS_PER_SECOND;
  private dueMs = Number.NEGATIVE_INFINITY;
  private lastRefusedAtMs = Number.NEGATIVE_INFINITY;
  private lastRaisedAtMs = performance.now();
  private unanswered = 0;
  private fastestReplyMs = Number.POSITIVE_INFINITY;
  /** Until when the API may still count each of the latest answered requests. */
  private countsUntilMs: number[] = [];

  /**
   * Waits for the turn of a request, which then has to be sent.
   *
   * Throws TimeIsUp at the deadline, or the reason of a cancelled run, and gives up the place in the queue.
   */
  async turn({ budget, signal }: Limits, { goesFirst, isRetry }: TurnOptions = {}): Promise<void> {
    const place: Place = { hasCome: false, come: () => undefined };
    const turn = new Promise<void>((resolve) => (place.come = resolve));
    const queue = goesFirst ? this.first : this.others;
    queue.push(place);
    void this.serve();
    try {
      const mine = unlessCancelled(signal, turn);
      await (isRetry ? budget.within(mine) : budget.queued(mine));
    } catch (error) {
      if (place.hasCome) this.unanswered -= 1;
      else queue.splice(queue.indexOf(place), 1);
      throw error;
    }
  }

  /** Sends a request whose turn has come. */
  async send<T>(request: () => Promise<T>): Promise<T> {
    const sentAtMs = performance.now();
    try {
      return await request();
    } finally {
      this.unanswered -= 1;
      const now = performance.now();
      this.fastestReplyMs = Math.min(this.fastestReplyMs, now - sentAtMs);
      this.countsUntilMs.push(now + COUNTS_SECONDS * 1000 - this.fastestReplyMs);
    }
  }

  /** Lowers the rate: the API refused a request for coming too soon. */
  refused(): void {
    const now = performance.now();
    // The requests already on their way when the rate was lowered are refused as well; they say nothing new.
    if (now - this.lastRefusedAtMs < 1000) return;
    this.raise(now);
    this.rate *= DECREASE;
    this.lastRefusedAtMs = now;
  }

  get requestsPerSecond(): number {
    return this.rate;
  }

  private async serve(): Promise<void> {
    if (this.isServing) return;
    this.isServing = true;
    while (this.first.length + this.others.length > 0) {
      await this.pause();
      const place = this.first.shift() ?? this.others.shift();
      if (place === undefined) break;
      place.hasCome = true;
      this.unanswered += 1;
      place.come();
    }
    this.isServing = false;
  }

  /** Waits as long as the rate asks for, and while the API may already count a full second's requests. */
  private async pause(): Promise<void> {
    const now = performance.now();
    this.raise(now);
    const dueMs = this.dueMs + 1000 / this.rate;
    // The next request makes up for a late timer, but not for idleness.
    this.dueMs = Math.max(dueMs, now);
    if (dueMs > now) await sleep(dueMs - now);
    while (this.mayBeCounted() >= API_LIMIT) await sleep(1000 / API_LIMIT / 4);
  }

  /**
   * How many requests the API may count in this second. It counts a request at some time between its sending and its reply, so
   * a slow one makes the next ones wait.
   */
  private mayBeCounted(): number {
    const now = performance.now();
    this.countsUntilMs = this.countsUntilMs.filter((ms) => ms > now);
    return this.unanswered + this.countsUntilMs.length;
  }

  private raise(now: number): void {
    const seconds = (now - this.lastRaisedAtMs) / 1000;
    this.lastRaisedAtMs = now;
    this.rate = Math.min(MAX_REQUESTS_PER_SECOND, this.rate + seconds * INCREASE_PER_SECOND);
  }
}
