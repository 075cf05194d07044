import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

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
function signature(
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

/** What the Authorization header of a signed request says. */
export interface Authorization {
  readonly secretId: string;
  /** Day of the signature in UTC, `YYYY-MM-DD`. */
  readonly date: string;
  /** The service that the client signed for: `postgres`, or what it took out of the endpoint. */
  readonly service: string;
  /** Names of the signed headers in lower case, in the order in which they were signed. */
  readonly signedHeaders: readonly string[];
  /** 64 hexadecimal digits. */
  readonly signature: string;
}

const form =
  /^TC3-HMAC-SHA256 +Credential=([^/\s,]+)\/(\d{4}-\d\d-\d\d)\/([^/\s,]+)\/tc3_request *, *SignedHeaders=([\w;-]+) *, *Signature=([0-9a-f]{64})$/;
const mustBeSigned = ["content-type", "host"];

/** Reads an Authorization header; undefined when it is not in the form of TC3-HMAC-SHA256. */
export function parseAuthorization(header: string): Authorization | undefined {
  const [, secretId, date, service, headers, signature] = form.exec(header.trim()) ?? [];
  if (secretId === undefined || date === undefined || service === undefined) return undefined;
  if (headers === undefined || signature === undefined) return undefined;
  const signedHeaders = headers.toLowerCase().split(";");
  if (!mustBeSigned.every((name) => signedHeaders.includes(name))) return undefined;
  return { secretId, date, service, signedHeaders, signature };
}

/** The parts of a request that its signature covers. */
export interface SignedRequest {
  readonly method: string;
  /** As it stands in the request line, without the question mark. */
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

const unsignedPayload = "UNSIGNED-PAYLOAD";

/**
 * The canonical requests that a client may have signed, the likeliest first. There are several, because official clients
 * differ: the Node SDK signs the host without its port, the others with it; header values are signed as they are, or in
 * lower case.
 */
function* canonicalRequests(request: SignedRequest, signedHeaders: readonly string[]): Generator<string> {
  const payloadHash = hashOfPayload(request);
  const names = signedHeaders.join(";");
  for (const host of hostForms(headerValue(request.headers, "host"))) {
    const values = signedHeaders.map((name) => (name === "host" ? host : headerValue(request.headers, name)));
    const asSent = headerBlock(signedHeaders, values);
    for (const block of new Set([asSent, headerBlock(signedHeaders, values.map(lowerCase))])) {
      yield `${request.method}\n/\n${request.query}\n${block}\n${names}\n${payloadHash}`;
    }
  }
}

function sha256Hex(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}

function hashOfPayload({ headers, body }: SignedRequest): string {
  return sha256Hex(headerValue(headers, "x-tc-content-sha256") === unsignedPayload ? unsignedPayload : body);
}

/** The host as it was sent, and without its port. */
export function hostForms(host: string): string[] {
  return [...new Set([host, host.replace(/:\d+$/, "")])];
}

function headerBlock(names: readonly string[], values: readonly string[]): string {
  return names.map((name, index) => `${name}:${values[index] ?? ""}\n`).join("");
}

function headerValue(headers: IncomingHttpHeaders, name: string): string {
  // A client may name anything as a header, also what every object has.
  const value = Object.hasOwn(headers, name) ? headers[name] : undefined;
  return (Array.isArray(value) ? value.join(",") : (value ?? "")).trim();
}

function lowerCase(text: string): string {
  return text.toLowerCase();
}

/** The digests of the older signature method, by the name that `SignatureMethod` has. */
const digests = { HmacSHA1: "sha1", HmacSHA256: "sha256" } as const;

type SignatureMethodV1 = keyof typeof digests;

export function isSignatureMethodV1(name: string): name is SignatureMethodV1 {
  return Object.hasOwn(digests, name);
}

/** What the older signature method covers. */
interface RequestV1 {
  readonly method: string;
  readonly hosts: readonly string[];
  /** All parameters but `Signature`, decoded. */
  readonly parameters: ReadonlyMap<string, string>;
}

/**
 * Tells whether a request was signed with the secret key by the older method, which SDKs offer as HmacSHA1 and HmacSHA256.
 * Source: Signature Method v1, https://www.tencentcloud.com/document/product/409/16765
 */
export function isSignedWithV1(
  secretKey: string,
  { method, hosts, parameters }: RequestV1,
  signatureMethod: SignatureMethodV1,
  signature: string,
): boolean {
  const sorted = [...parameters].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => `${name}=${value}`);
  const sent = Buffer.from(signature, "base64");
  return hosts.some((host) => {
    const text = `${method}${host}/?${sorted.join("&")}`;
    const signed = createHmac(digests[signatureMethod], secretKey).update(text).digest();
    return signed.length === sent.length && timingSafeEqual(signed, sent);
  });
}
