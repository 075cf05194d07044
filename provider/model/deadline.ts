import { setTimeout as sleep } from "node:timers/promises";
import type { Pace } from "./pace";

/** Thrown instead of sending a request that must not be sent any more. Never leaves the provider. */
export abstract class NotSent extends Error {
  abstract override readonly name: string;
}

/** Thrown by a wait that reaches its deadline, and instead of sending a change after it. */
export class TimeIsUp extends NotSent {
  override readonly name = "TimeIsUp";

  constructor() {
    super("the time is up");
  }
}

/**
 * When an operation has to end, on the monotonic clock, and whether it was cancelled. Every wait goes through one.
 *
 * Requests queue behind those of other resources. Until {@link start}, time spent in the queue does not count: the clock
 * stands still. When the operation is cancelled, every wait ends at once with the reason of `signal`.
 */
export class Deadline {
  private hasStarted = false;
  private waitingForTurns = 0;
  private stoppedAtMs = 0;

  private constructor(
    private endsAtMs: number,
    /** The length of the whole budget. */
    readonly seconds: number,
    readonly signal: AbortSignal | undefined,
  ) {}

  static in(seconds: number, pace: Pace, signal?: AbortSignal): Deadline {
    return new Deadline(performance.now() + seconds * pace.secondMs, seconds, signal);
  }

  /** The earlier of this deadline and one in `seconds`. */
  orIn(seconds: number, pace: Pace): Deadline {
    const other = Deadline.in(seconds, pace, this.signal);
    return other.endsAtMs < this.endsAtMs ? other.start() : this;
  }

  /** From now on the clock never stops. */
  start(): this {
    this.hasStarted = true;
    return this;
  }

  get remainingMs(): number {
    const now = this.waitingForTurns > 0 ? this.stoppedAtMs : performance.now();
    return Math.max(0, this.endsAtMs - now);
  }

  get isOver(): boolean {
    return this.remainingMs === 0;
  }

  get isCancelled(): boolean {
    return this.signal?.aborted === true;
  }

  throwIfCancelled(): void {
    this.signal?.throwIfAborted();
  }

  /** Waits for a request's turn, which takes no time before {@link start}. Throws {@link TimeIsUp} at the deadline. */
  async forTurn<T>(turn: Promise<T>): Promise<T> {
    if (this.hasStarted) return this.before(turn);
    if (this.waitingForTurns === 0) this.stoppedAtMs = performance.now();
    this.waitingForTurns += 1;
    try {
      return await this.unlessCancelled(turn);
    } finally {
      this.waitingForTurns -= 1;
      if (this.waitingForTurns === 0) this.endsAtMs += performance.now() - this.stoppedAtMs;
    }
  }

  /** The result of `work`. Throws {@link TimeIsUp} when the deadline comes first. */
  async before<T>(work: Promise<T>): Promise<T> {
    const inTime = new AbortController();
    const late = sleep(this.remainingMs, undefined, { signal: inTime.signal }).then(() => {
      throw new TimeIsUp();
    });
    try {
      return await this.unlessCancelled(Promise.race([work, late]));
    } finally {
      inTime.abort();
    }
  }

  /** The result of `work`, however long it takes. */
  async unlessCancelled<T>(work: Promise<T>): Promise<T> {
    const { signal } = this;
    if (signal === undefined) return work;
    let cancel: () => void = () => undefined;
    const cancelled = new Promise<never>((_, reject) => {
      cancel = () => reject(signal.reason as Error);
      if (signal.aborted) cancel();
      else signal.addEventListener("abort", cancel);
    });
    try {
      return await Promise.race([cancelled, work]);
    } finally {
      signal.removeEventListener("abort", cancel);
    }
  }

  /** Waits for `ms` milliseconds, or until the deadline if that comes first. */
  async sleep(ms: number): Promise<void> {
    const awake = new AbortController();
    try {
      await this.unlessCancelled(sleep(Math.min(ms, this.remainingMs), undefined, { signal: awake.signal }));
    } finally {
      awake.abort();
    }
  }
}
