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
