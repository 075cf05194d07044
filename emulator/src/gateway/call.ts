import { type ActionName, actionNames, isActionName } from "../contract";
import type { SignedRequest } from "../signature/request-signature";

/** A request to the API, read to its end. */
export interface ApiRequest extends SignedRequest {
  /** Larger than the API takes; its body was not read. */
  readonly isTooLarge: boolean;
}

/** What goes back to the client: an HTTP reply, or nothing but a cut connection. */
export type ApiAnswer = { readonly status: number; readonly body: string } | "cut";

/** The answer to a call, and what the log says of it. */
export interface CallResult {
  readonly answer: ApiAnswer;
  readonly outcome: CallOutcome;
  /** The API's error code, or what a fault did; empty for a reply without an error. */
  readonly code: string;
  /** The answer is not what the cloud would have said, because a test asked for that. */
  readonly isSpoilt: boolean;
}

/** The largest body that the API takes. Source: API reference, "Structure of requests". */
export const largestBodyBytes = 10 * 1024 * 1024;
/** The largest query of a GET request. */
export const largestQueryBytes = 32 * 1024;

/** The value of a header; undefined when it is missing or empty. */
export function headerOf(request: ApiRequest, name: string): string | undefined {
  const value = request.headers[name];
  const text = Array.isArray(value) ? value[0] : value;
  return text === undefined || text.trim() === "" ? undefined : text.trim();
}

/** The one form that every reply of the API has. */
export function successReply(requestId: string, fields: object): string {
  return JSON.stringify({ Response: { ...fields, RequestId: requestId } });
}

/** The one form that every error of the API has. */
export function errorReply(requestId: string, code: string, message: string): string {
  return JSON.stringify({ Response: { Error: { Code: code, Message: message }, RequestId: requestId } });
}

/** How a call ended: with a reply, refused by the rate limit, or in any other way. */
type CallOutcome = "accepted" | "limited" | "failed";

/** One call of the API, for counting and for showing. */
export interface Call {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly action: string;
  readonly instances: readonly string[];
  readonly requestId: string;
  readonly outcome: CallOutcome;
  /** The API's error code; `HTTP 503`, `cut` or `body` for a fault; empty when accepted. */
  readonly code: string;
  readonly milliseconds: number;
}

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
