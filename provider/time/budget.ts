import { setTimeout as sleep } from "node:timers/promises";

/** Thrown instead of sending a request that must not be sent any more. Never leaves the provider. */
export abstract class NotSent extends Error {
  abstract override readonly name: string;
}

/** Thrown by work that its budget ends, and instead of sending a change after it. */
export class TimeIsUp extends NotSent {
  override readonly name = "TimeIsUp";

  constructor() {
    super("the time is up");
  }
}

/** What ends an operation: its budget, and the signal of a cancelled run. */
export interface Limits {
  readonly budget: Budget;
  readonly signal?: AbortSignal | undefined;
}

/**
 * How much time an operation has, on the monotonic clock.
 *
 * Requests queue behind those of other resources. A queue extends the budget by the time that it took, until the operation
 * waits for the cloud itself or changes something.
 */
export class Budget {
  private endsAtMs: number;
  private isExtended = true;

  constructor(
    /** The length of the whole budget. */
    readonly seconds: number,
  ) {
    this.endsAtMs = performance.now() + seconds * 1000;
  }

  /** From now on, no queue extends it. */
  fix(): this {
    this.isExtended = false;
    return this;
  }

  /** A budget of `seconds` within this one. */
  atMost(seconds: number): Budget {
    const part = new Budget(seconds);
    return part.endsAtMs < this.endsAtMs ? part.fix() : this;
  }

  get remainingMs(): number {
    return Math.max(0, this.endsAtMs - performance.now());
  }

  get isOver(): boolean {
    return this.remainingMs === 0;
  }

  /** The turn of a request in a queue. */
  async queued<T>(turn: Promise<T>): Promise<T> {
    if (!this.isExtended) return this.within(turn);
    const sinceMs = performance.now();
    try {
      return await turn;
    } finally {
      this.endsAtMs += performance.now() - sinceMs;
    }
  }

  /** The result of `work`. Throws {@link TimeIsUp} when the budget ends first. */
  async within<T>(work: Promise<T>): Promise<T> {
    const inTime = new AbortController();
    const late = sleep(this.remainingMs, undefined, { signal: inTime.signal }).then(() => {
      throw new TimeIsUp();
    });
    try {
      return await Promise.race([work, late]);
    } finally {
      inTime.abort();
    }
  }
}
