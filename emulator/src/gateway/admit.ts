import { type ServiceName, services } from "../contract";
import type { Credential, Credentials } from "../signature";
import { ApiError } from "./api-error";
import type { CommonName } from "./common-parameters";
import { findAction, type FoundAction } from "./find-action";
import { type ReceivedCall, succeeded } from "./received-call";
import { isRegion } from "./regions";
import { type ApiRequest, headerOf, largestBodyBytes, largestQueryBytes } from "./request";

/** A call that got past the gateway. */
export interface AdmittedCall extends FoundAction {
  /** Empty where the service needs none and the call names none. */
  readonly region: string;
  /** Who signed; undefined for a call that shows a token of an identity provider instead. */
  readonly credential: Credential | undefined;
}

const mostSkewSeconds = 300;

/**
 * Checks all that the gateway of the cloud checks before an action sees its call: method, size, common parameters,
 * signature and region, in this order.
 *
 * @throws ApiError
 */
export function admit(call: ReceivedCall, credentials: Credentials, now: number): AdmittedCall {
  checkForm(call.request);
  const action = required(call, "Action");
  const timestamp = required(call, "Timestamp");
  const version = required(call, "Version");
  const found = findAction(call, action, version);
  const credential = isUnsigned(call, found) ? undefined : authenticate(call, credentials, timestamp, now);
  return { ...found, region: regionOf(call, found.service), credential };
}

/** Source: the page of AssumeRoleWithWebIdentity, whose caller has no keys yet and sends `Authorization: SKIP`. */
function isUnsigned({ request }: ReceivedCall, { action }: FoundAction): boolean {
  return action === "AssumeRoleWithWebIdentity" && headerOf(request, "authorization") === "SKIP";
}

function regionOf(call: ReceivedCall, service: ServiceName): string {
  if (!services[service].needsRegion) return call.common("Region") ?? "";
  const region = required(call, "Region");
  if (!isRegion(region)) throw new ApiError("UnsupportedRegion", { region });
  return region;
}

function checkForm({ method, query, isTooLarge }: ApiRequest): void {
  if (method !== "GET" && method !== "POST") throw new ApiError("UnsupportedProtocol", { method });
  if (isTooLarge) throw new ApiError("RequestSizeLimitExceeded", { limit: String(largestBodyBytes) });
  if (query.length > largestQueryBytes) {
    throw new ApiError("RequestSizeLimitExceeded", { limit: String(largestQueryBytes) });
  }
}

function authenticate(call: ReceivedCall, credentials: Credentials, timestamp: string, now: number): Credential {
  const claim = succeeded(call.claim);
  if (!/^\d{1,11}$/.test(timestamp)) {
    throw new ApiError("InvalidParameter", { reason: "The parameter `Timestamp` must be an integer." });
  }
  const nowSeconds = Math.floor(now / 1000);
  if (Math.abs(nowSeconds - Number(timestamp)) > mostSkewSeconds) {
    throw new ApiError("AuthFailure.SignatureExpire", { timestamp, now: String(nowSeconds) });
  }
  const credential = credentials.find(claim.secretId);
  if (!credential) throw new ApiError("AuthFailure.SecretIdNotFound");
  if (call.common("Token") !== credential.token || (credential.expiresAt ?? Infinity) < now) {
    throw new ApiError("AuthFailure.TokenFailure");
  }
  if (!claim.isProvenBy(credential.secretKey, timestamp)) throw new ApiError("AuthFailure.SignatureFailure");
  return credential;
}

function required(call: ReceivedCall, name: CommonName): string {
  const value = call.common(name);
  if (value === undefined) throw new ApiError("MissingParameter", { name });
  return value;
}
