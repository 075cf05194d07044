import { fromHeaders, fromParameters, isCommonName, type ReadCommon } from "./common-parameters";
import { ApiError } from "./api-error";
import { claimV1, claimV3, type Claim } from "./claim";
import { readPairs } from "./flat-parameters";
import { jsonParameters, type RawParameters, textParameters } from "./parse-parameters";
import { type ApiRequest, headerOf } from "./request";

/** A request taken apart. What is wrong with a part is only told when the gateway comes to look at it. */
export interface ReceivedCall {
  readonly request: ApiRequest;
  readonly common: ReadCommon;
  readonly parameters: Attempt<RawParameters>;
  readonly claim: Attempt<Claim>;
}

/** What was made out of a part of the request, or why that failed. */
export type Attempt<T> = T | ApiError;

/** Takes a request apart; its common parameters stand in headers, or among the others as with the older signature. */
export function receive(request: ApiRequest): ReceivedCall {
  const pairs = attempt(() => readPairs(textOf(request)));
  if (!(pairs instanceof ApiError) && isOlderMethod(request, pairs)) {
    const own = new Map([...pairs].filter(([name]) => !isCommonName(name)));
    return {
      request,
      common: fromParameters(pairs),
      parameters: attempt(() => textParameters(own)),
      claim: attempt(() => claimV1(request, pairs)),
    };
  }
  return {
    request,
    common: fromHeaders(request),
    parameters:
      request.method !== "GET"
        ? attempt(() => jsonParameters(request))
        : pairs instanceof ApiError
          ? pairs
          : attempt(() => textParameters(pairs)),
    claim: attempt(() => claimV3(request)),
  };
}

/** What was attempted, or its failure thrown. */
export function succeeded<T>(result: Attempt<T>): T {
  if (result instanceof ApiError) throw result;
  return result;
}

function textOf(request: ApiRequest): string {
  if (request.method === "GET") return request.query;
  const isForm = /^application\/x-www-form-urlencoded\s*(;|$)/i.test(headerOf(request, "content-type") ?? "");
  return isForm ? request.body.toString("utf8") : "";
}

function isOlderMethod(request: ApiRequest, pairs: ReadonlyMap<string, string>): boolean {
  return headerOf(request, "authorization") === undefined && pairs.has("Signature");
}

function attempt<T>(make: () => T): Attempt<T> {
  try {
    return make();
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
}
