// jest fakes the global timers and clocks, but not these. A test file imports this one before what uses them.
jest.mock("node:timers/promises", () => jest.requireActual<object>("./virtual-time"));

/** Time that stands still until a test moves it, so that waits of minutes are tested to the second and in no time. */
export function setTimeout<T>(
  ms: number,
  value?: T,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const timer = globalThis.setTimeout(resolve, ms, value);
    const abort = (): void => {
      globalThis.clearTimeout(timer);
      reject(new Error("the wait was aborted"));
    };
    if (signal?.aborted) abort();
    else signal?.addEventListener("abort", abort, { once: true });
  });
}

/** Starts virtual time for all tests of a file. */
export function useVirtualTime(): void {
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate", "queueMicrotask"], now: Date.UTC(2026, 0, 1) });
  });
  afterEach(() => {
    jest.useRealTimers();
  });
}

const realSetTimeout = globalThis.setTimeout;

/** More timers than any operation of a test needs: whoever is not done by then never will be. */
const MANY_TIMERS = 20_000;
/** Time in which any file is read. */
const MANY_REAL_MS = 2_000;

/** Moves time on until the operation is done, and says how long it took. */
export async function timed<T>(operation: Promise<T>): Promise<{ readonly result: T; readonly seconds: number }> {
  const start = performance.now();
  const state = { isDone: false };
  const markDone = (): void => void (state.isDone = true);
  operation.then(markDone, markDone);
  for (let timers = 0, realMs = 0; ;) {
    await jest.advanceTimersByTimeAsync(0);
    if (state.isDone) return { result: await operation, seconds: (performance.now() - start) / 1000 };
    if (timers > MANY_TIMERS || realMs > MANY_REAL_MS) throw new Error("the operation never ends");
    if (jest.getTimerCount() > 0) {
      timers += 1;
      await jest.advanceTimersToNextTimerAsync();
    } else {
      realMs += 1;
      await new Promise((resolve) => realSetTimeout(resolve, 1));
    }
  }
}

/** How an operation ends: its result or its error, and how long it took. */
export function ending(operation: Promise<unknown>): Promise<{ readonly result: unknown; readonly seconds: number }> {
  return timed(operation.catch((error: unknown) => error));
}

/** Moves time on until the operation is done. */
export async function finish<T>(operation: Promise<T>): Promise<T> {
  return (await timed(operation)).result;
}
