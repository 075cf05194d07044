/** How a call ended: with a reply, refused by the rate limit, or in any other way. */
export type CallOutcome = "accepted" | "limited" | "failed";

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
