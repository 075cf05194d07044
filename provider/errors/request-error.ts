import { InstanceSslConfigError } from "./package-errors";

/**
 * What a failed request says about its effect, and so what may follow.
 *
 * - `again`: the request had no effect, or is a read: it is sent again after a pause.
 * - `limited`: the same, and the pace of the action is lowered.
 * - `busy`: the instance does not accept a change now; look at it again later.
 * - `later`: the cloud could not start the change; look before it is sent again, a few times at most.
 * - `unknown`: the change may or may not have been started; look for its effects before anything else.
 * - `gone`: the instance does not exist.
 * - `recycled`, `offline`: the instance's status, which does not pass by waiting, allows nothing.
 * - `denied`: the credentials are not allowed to do this.
 * - `fail`: sending it again cannot help.
 */
export type Verdict =
  "again" | "limited" | "busy" | "later" | "unknown" | "gone" | "recycled" | "offline" | "denied" | "fail";

/** A request to the cloud that failed, whichever API it is. */
export abstract class RequestError extends InstanceSslConfigError {
  abstract readonly verdict: Verdict;
  /** The API's error code; absent where no readable reply arrived. */
  abstract readonly code: string | undefined;
  abstract readonly requestId: string | undefined;

  /** The same failure with the instance that it concerns, where it names none. */
  abstract about(instanceId: string): RequestError;

  /** Whether the cloud itself answered, so that the request is not on its way any more. */
  get isAnswered(): boolean {
    return this.code !== undefined;
  }

  /** Whether it may pass by itself. */
  get isPassing(): boolean {
    return this.verdict === "again" || this.verdict === "limited";
  }
}
