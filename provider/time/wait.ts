import { type Limits, TimeIsUp } from "./budget";
import { unlessCancelled } from "./cancellation";

/** Thrown by a look that found nothing. Never leaves {@link wait}. */
class NotYet extends Error {
  override readonly name = "NotYet";
}

/** The pauses between the looks of a wait: they grow by `factor` from the shortest to the longest. */
export interface Rhythm {
  readonly minSeconds: number;
  readonly maxSeconds: number;
  readonly factor: number;
}

/**
 * Looks again and again until `look` finds something. Every wait of the provider is one of these.
 *
 * Returns the first result of `look` that is not `undefined`, or `undefined` when the budget is over. The last look is made at
 * that moment itself. Throws at once what `look` throws, and the reason of a cancelled run.
 */
export async function wait<T>(
  look: () => Promise<T | undefined>,
  { minSeconds, maxSeconds, factor }: Rhythm,
  { budget, signal }: Limits,
): Promise<T | undefined> {
  budget.fix();
  // Imported when first used: p-retry is an ES module, and verbs that do not wait need not load it.
  const { default: pRetry } = await import("p-retry");
  const attempt = async (): Promise<T> => {
    const found = await look();
    if (found === undefined) throw new NotYet();
    return found;
  };
  const found = pRetry(attempt, {
    retries: Number.POSITIVE_INFINITY,
    factor,
    minTimeout: minSeconds * 1000,
    maxTimeout: maxSeconds * 1000,
    maxRetryTime: budget.remainingMs,
    signal,
    shouldRetry: ({ error }) => error instanceof NotYet,
  });
  try {
    return await unlessCancelled(signal, found);
  } catch (error) {
    if (error instanceof NotYet || error instanceof TimeIsUp) return undefined;
    throw error;
  }
}
