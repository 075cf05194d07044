/** What goes wrong with a call. */
export type Fault =
  /** The API answers with an error; the call has no effect. */
  | { readonly error: { readonly code: string; readonly message?: string } }
  /** An HTTP status without a body of the API. */
  | { readonly http: number; readonly effect?: Effect }
  /** The connection is cut before or after the call took effect. */
  | { readonly drop: "before" | "after" }
  /** The reply comes so many seconds late. */
  | { readonly hang: number; readonly effect?: Effect }
  /** The reply is this text. */
  | { readonly body: string; readonly effect?: Effect };

/** Whether the call takes effect all the same. */
export type Effect = "applied" | "none";

/** A fault, and the calls that it befalls. */
export interface FaultRule {
  readonly action: string;
  /** Only calls that name this instance, or for DescribeTasks a task of it. */
  readonly instance?: string;
  /** How many matching calls pass first. @default 0 */
  readonly skip?: number;
  /** How many calls it befalls. @default 1 */
  readonly times?: number;
  readonly fault: Fault;
}

/** The call that faults are matched against. */
export interface FaultTarget {
  readonly action: string;
  /** The instances that the call is about. */
  readonly instances: readonly string[];
}
