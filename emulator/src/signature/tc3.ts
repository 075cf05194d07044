import { createHmac, timingSafeEqual } from "node:crypto";
import type { Authorization } from "./authorization-header";
import { canonicalRequests, sha256Hex, type SignedRequest } from "./canonical-request";

const algorithm = "TC3-HMAC-SHA256";
const mostKeptKeys = 100;
const keptKeys = new Map<string, Buffer>();

/**
 * Tells whether a request was signed with the secret key, in any of the ways in which official clients sign.
 *
 * @param timestamp the text of the X-TC-Timestamp header
 */
export function isSignedWith(
  secretKey: string,
  request: SignedRequest,
  authorization: Authorization,
  timestamp: string,
): boolean {
  const sent = Buffer.from(authorization.signature, "hex");
  const { date, service, signedHeaders } = authorization;
  for (const canonical of canonicalRequests(request, signedHeaders)) {
    const signed = signature(secretKey, date, service, timestamp, canonical);
    if (signed.length === sent.length && timingSafeEqual(signed, sent)) return true;
  }
  return false;
}

/** The signature of a canonical request. Source: Signature Method v3, https://www.tencentcloud.com/document/product/409/34881 */
export function signature(
  secretKey: string,
  date: string,
  service: string,
  timestamp: string,
  canonicalRequest: string,
): Buffer {
  const toSign = [algorithm, timestamp, `${date}/${service}/tc3_request`, sha256Hex(canonicalRequest)].join("\n");
  return hmac(signingKey(secretKey, date, service), toSign);
}

/** The day of a timestamp in UTC, as it stands in the credential scope. */
export function scopeDate(timestampSeconds: number): string {
  return new Date(timestampSeconds * 1000).toISOString().slice(0, 10);
}

function signingKey(secretKey: string, date: string, service: string): Buffer {
  const name = `${secretKey}\n${date}\n${service}`;
  const kept = keptKeys.get(name);
  if (kept) return kept;
  const key = hmac(hmac(hmac(`TC3${secretKey}`, date), service), "tc3_request");
  // The service comes from the client, so the store must not grow with it.
  if (keptKeys.size >= mostKeptKeys) keptKeys.clear();
  keptKeys.set(name, key);
  return key;
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
