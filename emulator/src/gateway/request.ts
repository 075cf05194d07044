import type { CallOutcome } from "../calls";
import type { SignedRequest } from "../signature";

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
