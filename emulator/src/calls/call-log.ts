import { type ActionName, actionNames, isActionName } from "../contract";
import type { Call, CallOutcome } from "./call";

export type CallCounts = Record<ActionName, Record<CallOutcome, number>>;

const mostKept = 500;

/** Counts calls by action, and keeps the latest. */
export class CallLog {
  private counted = noCalls();
  private latestCalls: Call[] = [];
  private readonly listeners = new Set<(call: Call) => void>();

  add(call: Call): void {
    if (isActionName(call.action)) this.counted[call.action][call.outcome] += 1;
    this.latestCalls.push(call);
    // Cut rarely, so that a call costs no copying.
    if (this.latestCalls.length >= 2 * mostKept) this.latestCalls = this.latestCalls.slice(-mostKept);
    for (const listener of this.listeners) listener(call);
  }

  counts(): CallCounts {
    return structuredClone(this.counted);
  }

  /** The latest calls, the newest last. */
  latest(limit = mostKept): readonly Call[] {
    return this.latestCalls.slice(-Math.min(limit, mostKept));
  }

  /** Calls the listener for every call from now on. @returns a function that ends this */
  listen(listener: (call: Call) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  reset(): void {
    this.counted = noCalls();
    this.latestCalls = [];
  }
}

function noCalls(): CallCounts {
  const none = () => ({ accepted: 0, limited: 0, failed: 0 });
  return Object.fromEntries(actionNames.map((name) => [name, none()])) as CallCounts;
}
