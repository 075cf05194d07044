import { RequestError, type Verdict } from "../errors/request-error";
import { printable } from "../model/printable";
import { errorCode } from "./error-codes";

/** The API actions that the provider calls, and whether they change anything. */
export const ACTIONS = {
  DescribeDBInstances: "read",
  DescribeDBInstanceSSLConfig: "read",
  DescribeTasks: "read",
  ModifyDBInstanceSSLConfig: "write",
} as const;

export type Action = keyof typeof ACTIONS;

/** What is known about a failed request. */
export interface ApiFailure {
  readonly action: Action;
  readonly region: string;
  readonly instanceId?: string;
  /** The API's error code; absent when no readable reply arrived. */
  readonly code?: string;
  /** The API's or the network's own words. */
  readonly detail: string;
  readonly requestId?: string;
  readonly meaning: string;
  readonly advice: string;
  readonly verdict: Verdict;
}

/** A request to the API that failed. */
export class ApiError extends RequestError {
  override readonly name = "ApiError";
  readonly action: Action;
  readonly verdict: Verdict;
  readonly meaning: string;
  readonly code: string | undefined;
  readonly requestId: string | undefined;

  constructor(
    private readonly failure: ApiFailure,
    options?: ErrorOptions,
  ) {
    super(apiErrorMessage(failure), options);
    this.action = failure.action;
    this.verdict = failure.verdict;
    this.meaning = failure.meaning;
    this.code = failure.code;
    this.requestId = failure.requestId;
  }

  /** The same failure with the instance that it concerns: a call by task id or for many tasks names none. */
  about(instanceId: string): ApiError {
    return this.failure.instanceId === undefined
      ? new ApiError({ ...this.failure, instanceId }, { cause: this.cause })
      : this;
  }
}

function apiErrorMessage(failure: ApiFailure): string {
  const subject = failure.instanceId === undefined ? "" : ` of ${printable(failure.instanceId, 60)}`;
  const request = failure.requestId ? `, request ${printable(failure.requestId, 60)}` : "";
  const code = failure.code === undefined ? "no reply of the API" : printable(failure.code, 120);
  const permission = failure.verdict === "denied" ? `: ${policyStatement(failure)}` : "";
  return (
    `${failure.action}${subject} (${printable(failure.region, 40)}): ${failure.meaning} ` +
    `[${code}${request}: ${printable(failure.detail)}]. ${failure.advice}${permission}.`
  );
}

function policyStatement({ action, region, instanceId }: ApiFailure): string {
  const resource = instanceId
    ? `qcs::postgres:${printable(region, 40)}:uin/*:DBInstanceId/${printable(instanceId, 60)}`
    : "*";
  return JSON.stringify({ effect: "allow", action: [`postgres:${action}`], resource: [resource] });
}

/** The failure for an error code of the API. */
export function coded(
  request: Pick<ApiFailure, "action" | "region" | "instanceId">,
  reply: { readonly code: string; readonly detail: string; readonly requestId?: string },
): ApiFailure {
  const { meaning, advice, onRead, onWrite } = errorCode(reply.code);
  return { ...request, ...reply, meaning, advice, verdict: ACTIONS[request.action] === "read" ? onRead : onWrite };
}
