import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

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
export function* canonicalRequests(request: SignedRequest, signedHeaders: readonly string[]): Generator<string> {
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

export function sha256Hex(content: string | Buffer): string {
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
