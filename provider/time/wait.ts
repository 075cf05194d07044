import { type Limits, TimeIsUp } from "./budget";
import { pause, unlessCancelled } from "./cancellation";

/** Thrown by a look that found nothing. Never leaves {@link wait}. */
class NotYet extends Error {
  override readonly name = "NotYet";
}

/** How often to look: every so many seconds at first, and more seldom after a while. */
export interface Rhythm {
  readonly everySeconds: number;
  readonly laterEverySeconds: number;
  readonly laterAfterSeconds: number;
}

/**
 * Looks again and again until `look` finds something. Every wait of the provider is one of these.
 *
 * Returns the first result of `look` that is not `undefined`, or `undefined` when the budget is over. The last look is made at
 * that moment itself. Throws at once what `look` throws, and the reason of a cancelled run.
 */
export async function wait<T>(
  look: () => Promise<T | undefined>,
  rhythm: Rhythm,
  limits: Limits,
): Promise<T | undefined> {
  const { budget, signal } = limits;
  budget.fix();
  // Imported when first used: p-retry is an ES module, and verbs that do not wait need not load it.
  const { default: pRetry } = await import("p-retry");
  const startMs = performance.now();
  let dueMs = startMs;
  const attempt = async (attemptNumber: number): Promise<T> => {
    if (attemptNumber > 1) {
      // A look that takes its time does not put off the next one.
      dueMs = Math.max(dueMs + secondsBetween(rhythm, startMs) * 1000, performance.now());
      await pause(dueMs - performance.now(), limits);
    }
    const found = await look();
    if (found === undefined) throw new NotYet();
    return found;
  };
  const found = pRetry(attempt, {
    retries: Number.POSITIVE_INFINITY,
    minTimeout: 0,
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

function secondsBetween({ everySeconds, laterEverySeconds, laterAfterSeconds }: Rhythm, startMs: number): number {
  return performance.now() - startMs < laterAfterSeconds * 1000 ? everySeconds : laterEverySeconds;
}
