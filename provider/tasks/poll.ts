import { type Deadline, TimeIsUp } from "../model/deadline";
import type { Pace } from "../model/pace";

/** Thrown by an attempt that found nothing. Never leaves {@link poll}. */
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
 * Calls `look` repeatedly until it finds something.
 *
 * Returns the first result of `look` that is not `undefined`, or `undefined` when the deadline passes. The last look is made at
 * the deadline itself. Throws at once what `look` throws, and the reason of a cancelled run.
 */
export async function poll<T>(look: () => Promise<T | undefined>, options: PollOptions): Promise<T | undefined> {
  const { pace, deadline } = options;
  await deadline.sleep((options.firstLookSeconds ?? 0) * pace.secondMs);
  // Imported when first used: p-retry is an ES module, and verbs that do not wait need not load it.
  const { default: pRetry } = await import("p-retry");
  const attempt = async (): Promise<T> => {
    const found = await look();
    if (found === undefined) throw new NotYet();
    return found;
  };
  const found = pRetry(attempt, {
    retries: Number.POSITIVE_INFINITY,
    factor: options.factor ?? 1.15,
    minTimeout: options.minSeconds * pace.secondMs,
    maxTimeout: options.maxSeconds * pace.secondMs,
    maxRetryTime: deadline.remainingMs,
    signal: deadline.signal,
    shouldRetry: ({ error }) => error instanceof NotYet,
  });
  try {
    return await deadline.unlessCancelled(found);
  } catch (error) {
    if (error instanceof NotYet || error instanceof TimeIsUp) return undefined;
    throw error;
  }
}
