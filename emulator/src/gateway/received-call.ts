import { ApiError } from "../contract";
import {
  hostForms,
  isSignatureMethodV1,
  isSignedWith,
  isSignedWithV1,
  parseAuthorization,
  scopeDate,
} from "../signature/request-signature";
import { type ApiRequest, headerOf } from "./call";
import { jsonParameters, type RawParameters, readPairs, textParameters } from "./raw-parameters";

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

/** The parameters that every action has, by the header that carries them. */
const commonHeaders = {
  Action: "x-tc-action",
  Version: "x-tc-version",
  Region: "x-tc-region",
  Timestamp: "x-tc-timestamp",
  Token: "x-tc-token",
  Language: "x-tc-language",
} as const;

export type CommonName = keyof typeof commonHeaders;

/** The names of common parameters where they stand among the others, as in requests of the older signature method. */
const namesAmongParameters = new Set([
  ...Object.keys(commonHeaders),
  "Nonce",
  "SecretId",
  "Signature",
  "SignatureMethod",
  "RequestClient",
]);

function isCommonName(name: string): boolean {
  return namesAmongParameters.has(name);
}

/** Reads a common parameter; undefined when it is missing or empty. */
type ReadCommon = (name: CommonName) => string | undefined;

function fromHeaders(request: ApiRequest): ReadCommon {
  return (name) => headerOf(request, commonHeaders[name]);
}

function fromParameters(parameters: ReadonlyMap<string, string>): ReadCommon {
  return (name) => {
    const value = parameters.get(name);
    return value === "" ? undefined : value;
  };
}

/** Who says to have signed a request. */
interface Claim {
  readonly secretId: string;
  /** The service in the scope of the signature; undefined for the older method, which has no scope. */
  readonly service: string | undefined;
  /** @param timestamp as it was sent: UNIX seconds */
  isProvenBy(secretKey: string, timestamp: string): boolean;
}

/** The claim of an Authorization header. @throws ApiError MissingParameter or AuthFailure.InvalidAuthorization */
function claimV3(request: ApiRequest): Claim {
  const header = headerOf(request, "authorization");
  if (header === undefined) throw new ApiError("MissingParameter", { name: "Authorization" });
  const authorization = parseAuthorization(header);
  if (!authorization) throw new ApiError("AuthFailure.InvalidAuthorization");
  return {
    secretId: authorization.secretId,
    service: authorization.service,
    isProvenBy: (secretKey, timestamp) =>
      authorization.date === scopeDate(Number(timestamp)) && isSignedWith(secretKey, request, authorization, timestamp),
  };
}

/** The claim of a `Signature` parameter. @throws ApiError MissingParameter or InvalidParameter */
function claimV1(request: ApiRequest, pairs: ReadonlyMap<string, string>): Claim {
  const { Signature: signature, ...others } = Object.fromEntries(pairs);
  const secretId = others.SecretId;
  for (const name of ["SecretId", "Nonce"]) {
    if (!others[name]) throw new ApiError("MissingParameter", { name });
  }
  const method = others.SignatureMethod ?? "HmacSHA1";
  if (!isSignatureMethodV1(method)) {
    throw new ApiError("InvalidParameter", { reason: "SignatureMethod must be HmacSHA1 or HmacSHA256." });
  }
  const signed = {
    method: request.method,
    hosts: hostForms(headerOf(request, "host") ?? ""),
    parameters: new Map([...pairs].filter(([name]) => name !== "Signature")),
  };
  return {
    secretId: secretId ?? "",
    service: undefined,
    isProvenBy: (secretKey) => isSignedWithV1(secretKey, signed, method, signature ?? ""),
  };
}
