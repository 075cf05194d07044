import { setTimeout as sleep } from "node:timers/promises";
import type { Pace } from "../time/pace";
import { LOOK_MS, type OtherProviders, type Told } from "./other-providers";

/** Knows whether the program is still registering resources, in this process and in the other providers of the engine. */
export class QuietMoment {
  private readonly refreshes = new Set<Promise<unknown>>();
  private lastRefreshedAtMs = Number.NEGATIVE_INFINITY;
  private lastDeclaredAtMs = Number.NEGATIVE_INFINITY;

  constructor(private readonly others: OtherProviders) {}

  /** The program declares something now. */
  declared(declared: Told["declared"] & object): void {
    this.lastDeclaredAtMs = performance.now();
    this.others.tell({ declaredAtMs: Date.now(), declared });
  }

  /**
   * Reads a resource. With `up --refresh --run-program` the engine first reads each resource that the program registers, and
   * then checks it: while a read is under way, its resource is still to declare something.
   */
  async refreshing<T>(read: () => Promise<T>): Promise<T> {
    const refresh = read();
    this.refreshes.add(refresh);
    if (this.refreshes.size === 1) this.others.tell({ isReading: true });
    try {
      return await refresh;
    } finally {
      this.refreshes.delete(refresh);
      this.lastRefreshedAtMs = performance.now();
      if (this.refreshes.size === 0) this.others.tell({ isReading: false, declaredAtMs: Date.now() });
    }
  }

  /**
   * Waits until no resource is being read and the program has registered nothing for a moment. In an `up` without a preview the
   * engine registers resources one by one, so an instance that is deleted or changed now may be declared differently a few
   * milliseconds later.
   */
  async wait({ declarationsQuietSeconds, declarationsMaxSeconds }: Pace): Promise<void> {
    const startMs = performance.now();
    for (;;) {
      while (this.refreshes.size > 0) await Promise.allSettled(this.refreshes);
      const others = this.others.all();
      if (others.some(({ isReading }) => isReading)) {
        await sleep(LOOK_MS);
        this.lastRefreshedAtMs = performance.now();
        continue;
      }
      const agesMs = others.map(({ declaredAtMs }) => Math.max(0, Date.now() - declaredAtMs));
      const lastMs = Math.max(this.lastDeclaredAtMs, this.lastRefreshedAtMs, performance.now() - Math.min(...agesMs));
      const latestMs = Math.max(startMs, this.lastRefreshedAtMs) + declarationsMaxSeconds * 1000;
      const waitMs = Math.min(latestMs, lastMs + declarationsQuietSeconds * 1000) - performance.now();
      if (waitMs <= 0) return;
      await sleep(waitMs);
    }
  }
}
