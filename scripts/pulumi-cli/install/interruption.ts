const signals = ["SIGINT", "SIGTERM"] as const;

/**
 * Does work that has to clean up when the user interrupts it: the signal aborts the work, and this process ends only after
 * the work has ended.
 */
export async function untilInterrupted<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  let interruptedBy: NodeJS.Signals | undefined;
  const abort = (signal: NodeJS.Signals) => {
    interruptedBy = signal;
    controller.abort(new Error(`interrupted by ${signal}`));
  };
  for (const signal of signals) process.on(signal, abort);
  try {
    return await work(controller.signal);
  } finally {
    for (const signal of signals) process.off(signal, abort);
    if (interruptedBy) process.kill(process.pid, interruptedBy);
  }
}
