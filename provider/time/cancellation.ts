import { setTimeout as sleep } from "node:timers/promises";
import type { Limits } from "./budget";

/** The result of `work`. When the run is cancelled first, throws the signal's reason at once. */
export async function unlessCancelled<T>(signal: AbortSignal | undefined, work: Promise<T>): Promise<T> {
  if (signal === undefined) return work;
  let cancel: () => void = () => undefined;
  const cancelled = new Promise<never>((_, reject) => {
    cancel = () => reject(signal.reason as Error);
    if (signal.aborted) cancel();
    else signal.addEventListener("abort", cancel);
  });
  try {
    return await Promise.race([cancelled, work]);
  } finally {
    signal.removeEventListener("abort", cancel);
  }
}

/** Waits for `ms` milliseconds, or to the end of the budget if that comes first. */
export async function pause(ms: number, { budget, signal }: Limits): Promise<void> {
  const awake = new AbortController();
  try {
    const over = sleep(Math.ceil(Math.min(ms, budget.remainingMs)), undefined, { signal: awake.signal });
    await unlessCancelled(signal, over);
  } finally {
    awake.abort();
  }
}
