import { type ActionName, apiVersion, isActionName } from "../contract";
import { type Credentials, isSignedWith, parseAuthorization, scopeDate } from "../signature";
import type { Credential } from "../signature";
import { ApiError } from "./api-error";
import { type ApiRequest, headerOf, largestBodyBytes, largestQueryBytes } from "./request";
import { isRegion } from "./regions";

/** A request that got past the gateway. */
export interface AdmittedCall {
  readonly action: ActionName;
  readonly region: string;
  readonly credential: Credential;
}

const mostSkewSeconds = 300;

/**
 * Checks all that the gateway of the cloud checks before an action sees its call: method, size, common parameters,
 * signature and region, in this order.
 *
 * @throws ApiError
 */
export function admit(request: ApiRequest, credentials: Credentials, now: number): AdmittedCall {
  checkForm(request);
  const name = required(request, "Action", "x-tc-action");
  const timestamp = required(request, "Timestamp", "x-tc-timestamp");
  const version = required(request, "Version", "x-tc-version");
  if (version !== apiVersion) throw new ApiError("NoSuchVersion", { version });
  if (!isActionName(name)) throw new ApiError("InvalidAction", { action: name, version });
  const credential = authenticate(request, credentials, timestamp, now);
  const region = required(request, "Region", "x-tc-region");
  if (!isRegion(region)) throw new ApiError("UnsupportedRegion", { region });
  return { action: name, region, credential };
}

function checkForm({ method, query, isTooLarge }: ApiRequest): void {
  if (method !== "GET" && method !== "POST") throw new ApiError("UnsupportedProtocol", { method });
  if (isTooLarge) throw new ApiError("RequestSizeLimitExceeded", { limit: String(largestBodyBytes) });
  if (query.length > largestQueryBytes) {
    throw new ApiError("RequestSizeLimitExceeded", { limit: String(largestQueryBytes) });
  }
}

function authenticate(request: ApiRequest, credentials: Credentials, timestamp: string, now: number): Credential {
  const header = required(request, "Authorization", "authorization");
  const authorization = parseAuthorization(header);
  if (!authorization) throw new ApiError("AuthFailure.InvalidAuthorization");
  const seconds = readTimestamp(timestamp);
  const nowSeconds = Math.floor(now / 1000);
  if (Math.abs(nowSeconds - seconds) > mostSkewSeconds) {
    throw new ApiError("AuthFailure.SignatureExpire", { timestamp, now: String(nowSeconds) });
  }
  const credential = credentials.find(authorization.secretId);
  if (!credential) throw new ApiError("AuthFailure.SecretIdNotFound");
  if (headerOf(request, "x-tc-token") !== credential.token || (credential.expiresAt ?? Infinity) < now) {
    throw new ApiError("AuthFailure.TokenFailure");
  }
  const isDayRight = authorization.date === scopeDate(seconds);
  if (!isDayRight || !isSignedWith(credential.secretKey, request, authorization, timestamp)) {
    throw new ApiError("AuthFailure.SignatureFailure");
  }
  return credential;
}

function readTimestamp(text: string): number {
  if (/^\d{1,11}$/.test(text)) return Number(text);
  throw new ApiError("InvalidParameter", { reason: "The parameter `Timestamp` must be an integer." });
}

function required(request: ApiRequest, name: string, header: string): string {
  const value = headerOf(request, header);
  if (value === undefined) throw new ApiError("MissingParameter", { name });
  return value;
}
