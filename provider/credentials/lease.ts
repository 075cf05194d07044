import { ageMs, type Clock, type Moment } from "../time/clock";

/** A temporary credential is renewed this long before its expiry, or when this share of its life is left if that is later. */
const RENEWAL_MARGIN_MS = 5 * 60_000;
const RENEWAL_SHARE = 0.2;

/** How often a renewal is tried at most before the old credential expires. */
const RENEWAL_TRIES = 30;

/** The life of a temporary credential, counted from the moment before it was requested. */
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
    return this.lifetimeMs - ageMs(this.since, this.clock());
  }
}
