import { setTimeout as sleep } from "node:timers/promises";

/**
 * Requests a second that one process sends for one action at most. The API's limit is 20; a little room keeps requests
 * that the network bunches together below it.
 *
 * Source: ModifyDBInstanceSSLConfig, "A maximum of 20 requests can be initiated per second for this API."
 */
export const MAX_REQUESTS_PER_SECOND = 19;

/** After a refusal the rate is multiplied by this; every second without one adds so many. It settles above 2 a second. */
const DECREASE = 0.6;
const INCREASE_PER_SECOND = 1.5;

/**
 * Paces the requests of one action evenly, first come, first served.
 *
 * Several processes share an account's limit without talking to each other: a refusal lowers this process's rate by a
 * factor, and time without refusals raises it by a constant, which lets rates converge to equal shares.
 */
export class RateLimiter {
  private rate = MAX_REQUESTS_PER_SECOND;
  private lastSentAtMs = Number.NEGATIVE_INFINITY;
  private lastRefusedAtMs = Number.NEGATIVE_INFINITY;
  private lastRaisedAtMs = performance.now();
  private tail: Promise<void> = Promise.resolve();

  constructor(private readonly secondMs: number) {}

  /** Resolves when the next request may be sent. */
  acquire(): Promise<void> {
    this.tail = this.tail.then(() => this.waitForSlot());
    return this.tail;
  }

  /** Tells that the API refused a request for coming too soon. */
  refused(): void {
    const now = performance.now();
    // The requests already on their way when the rate was lowered are refused as well; they say nothing new.
    if (now - this.lastRefusedAtMs < this.secondMs) return;
    this.raise(now);
    this.rate *= DECREASE;
    this.lastRefusedAtMs = now;
  }

  get requestsPerSecond(): number {
    return this.rate;
  }

  private async waitForSlot(): Promise<void> {
    this.raise(performance.now());
    const waitMs = this.lastSentAtMs + this.secondMs / this.rate - performance.now();
    if (waitMs > 0) await sleep(waitMs);
    this.lastSentAtMs = performance.now();
  }

  private raise(now: number): void {
    const seconds = (now - this.lastRaisedAtMs) / this.secondMs;
    this.lastRaisedAtMs = now;
    this.rate = Math.min(MAX_REQUESTS_PER_SECOND, this.rate + seconds * INCREASE_PER_SECOND);
  }
}
