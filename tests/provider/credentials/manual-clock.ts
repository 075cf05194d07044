import type { Moment } from "../../../provider/credentials/lease";

/** Clocks that stand still until a test moves them. */
export class ManualClock {
  monotonicMs = 1_000;
  wallMs = Date.UTC(2026, 0, 15, 12);

  readonly read = (): Moment => ({ monotonicMs: this.monotonicMs, wallMs: this.wallMs });

  /** Time goes by. */
  pass(seconds: number): void {
    this.monotonicMs += seconds * 1000;
    this.wallMs += seconds * 1000;
  }
}
