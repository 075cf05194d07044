import {
  hostForms,
  isSignatureMethodV1,
  isSignedWith,
  isSignedWithV1,
  parseAuthorization,
  scopeDate,
} from "../signature";
import { ApiError } from "./api-error";
import { type ApiRequest, headerOf } from "./request";

/** Who says to have signed a request. */
export interface Claim {
  readonly secretId: string;
  /** The service in the scope of the signature; undefined for the older method, which has no scope. */
  readonly service: string | undefined;
  /** @param timestamp as it was sent: UNIX seconds */
  isProvenBy(secretKey: string, timestamp: string): boolean;
}

/** The claim of an Authorization header. @throws ApiError MissingParameter or AuthFailure.InvalidAuthorization */
export function claimV3(request: ApiRequest): Claim {
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
export function claimV1(request: ApiRequest, pairs: ReadonlyMap<string, string>): Claim {
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
