import { ApiError } from "./api-error";

/** Lets only so many calls of an action through in each second of the clock; refused calls count as well. */
export class RateLimit {
  private readonly windows = new Map<string, { second: number; times: number }>();

  /** @param callsPerSecond 0 lets everything through */
  constructor(private readonly callsPerSecond: number) {}

  /** Counts a call. @throws ApiError RequestLimitExceeded when the second's calls are used up */
  count(action: string, now: number): void {
    if (this.callsPerSecond === 0) return;
    const second = Math.floor(now / 1000);
    const current = this.windows.get(action);
    const times = current?.second === second ? current.times + 1 : 1;
    this.windows.set(action, { second, times });
    if (times > this.callsPerSecond) {
      throw new ApiError("RequestLimitExceeded", { times: String(times), limit: String(this.callsPerSecond) });
    }
  }

  reset(): void {
    this.windows.clear();
  }
}
