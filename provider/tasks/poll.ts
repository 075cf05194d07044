import type { Deadline, Pace } from "../model/pace";
import { setTimeout as sleep } from "node:timers/promises";

/** Thrown by an attempt that found nothing to end the wait; never leaves {@link poll}. */
class NotYet extends Error {
  override readonly name = "NotYet";
}

export interface PollOptions {
  readonly pace: Pace;
  readonly deadline: Deadline;
  /** Wait before the first look. @default 0 */
  readonly firstLookSeconds?: number;
  /** Shortest and longest wait between two looks; the waits grow by `factor` from one to the other. */
  readonly minSeconds: number;
  readonly maxSeconds: number;
  /** @default 1.15 */
  readonly factor?: number;
}

/**
 * Looks again and again until `look` finds something.
 *
 * Returns what `look` returned first that is not `undefined`, or `undefined` when the deadline passed. The last look is
 * made at the deadline itself. An error of `look` ends the wait at once and is thrown as it is.
 */
export async function poll<T>(look: () => Promise<T | undefined>, options: PollOptions): Promise<T | undefined> {
  const { pace, deadline } = options;
  await sleep(Math.min((options.firstLookSeconds ?? 0) * pace.secondMs, deadline.remainingMs));
  // Imported when first used: p-retry is an ES module, and verbs that do not wait need not load it.
  const { default: pRetry } = await import("p-retry");
  try {
    return await pRetry(
      async () => {
        const found = await look();
        if (found === undefined) throw new NotYet();
        return found;
      },
      {
        retries: Number.POSITIVE_INFINITY,
        factor: options.factor ?? 1.15,
        minTimeout: options.minSeconds * pace.secondMs,
        maxTimeout: options.maxSeconds * pace.secondMs,
        maxRetryTime: deadline.remainingMs,
        shouldRetry: ({ error }) => error instanceof NotYet,
      },
    );
  } catch (error) {
    if (error instanceof NotYet) return undefined;
    throw error;
  }
}
