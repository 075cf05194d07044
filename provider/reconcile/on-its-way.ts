import type { ApiError } from "../cloud/api-error";
import type { Run } from "./run";

/** Whether the cloud itself answered, so that the request is not on its way any more. */
export function isAnswered(failure: ApiError): boolean {
  return failure.code !== undefined;
}

/** Until when the cloud may still accept the change that was sent last: no longer than its signature is good. */
export function acceptableUntilMs({ sentAtMs = Date.now(), pace }: Pick<Run, "sentAtMs" | "pace">): number {
  return sentAtMs + pace.acceptableSeconds * 1000;
}
