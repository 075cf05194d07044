import { ApiError } from "./api-error";

/** Lets only so many calls of an action through in each second of the clock; refused calls count as well. */
export class RateLimit {
  private readonly windows = new Map<string, { second: number; times: number }>();

  /** @param callsPerSecond 0 lets everything through */
  constructor(private readonly callsPerSecond: number) {}

  /**
   * Counts a call.
   *
   * @param atLeast how many the action takes all the same where fewer are allowed
   * @throws ApiError RequestLimitExceeded when the second's calls are used up
   */
  count(action: string, now: number, atLeast = 0): void {
    if (this.callsPerSecond === 0) return;
    const second = Math.floor(now / 1000);
    const current = this.windows.get(action);
    const times = current?.second === second ? current.times + 1 : 1;
    this.windows.set(action, { second, times });
    const most = Math.max(this.callsPerSecond, atLeast);
    if (times > most) {
      throw new ApiError("RequestLimitExceeded", { times: String(times), limit: String(most) });
    }
  }

  reset(): void {
    this.windows.clear();
  }
}
