/** One moment on both clocks: the monotonic one, which nobody sets, and the wall clock, which goes on during sleep. */
export interface Moment {
  readonly monotonicMs: number;
  readonly wallMs: number;
}

export type Clock = () => Moment;

export const systemClock: Clock = () => ({ monotonicMs: performance.now(), wallMs: Date.now() });

/** A temporary credential is renewed this long before its end, or when this share of its life is left if that is later. */
const RENEWAL_MARGIN_MS = 5 * 60_000;
const RENEWAL_SHARE = 0.2;

/** How often a renewal is tried at most while the old credential lives. */
const RENEWAL_TRIES = 30;

/** The life of a temporary credential, counted from the moment before it was asked for. */
export class Lease {
  constructor(
    private readonly clock: Clock,
    private readonly since: Moment,
    private readonly lifetimeMs: number,
  ) {}

  /** Whether it is time to renew the credential, which can still be used. */
  get isDue(): boolean {
    return this.remainingMs <= this.marginMs;
  }

  /** The shortest time between two tries to renew the credential. */
  get renewalPauseMs(): number {
    return this.marginMs / RENEWAL_TRIES;
  }

  get isOver(): boolean {
    return this.remainingMs <= 0;
  }

  private get marginMs(): number {
    return Math.min(RENEWAL_MARGIN_MS, this.lifetimeMs * RENEWAL_SHARE);
  }

  private get remainingMs(): number {
    const now = this.clock();
    // The monotonic clock stands still while a machine sleeps, the wall clock may be set back: the longer time counts.
    const ageMs = Math.max(now.monotonicMs - this.since.monotonicMs, now.wallMs - this.since.wallMs);
    return this.lifetimeMs - ageMs;
  }
}
