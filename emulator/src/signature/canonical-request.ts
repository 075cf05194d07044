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
 * The canonical requests that a client may have signed. There are several, because official clients differ: the Node SDK
 * signs the host without its port, the others with it; header values are signed as they are, or in lower case.
 */
export function canonicalRequests(request: SignedRequest, signedHeaders: readonly string[]): string[] {
  const payloadHash = hashOfPayload(request);
  const hosts = hostForms(headerValue(request.headers, "host"));
  const blocks = hosts.flatMap((host) => {
    const values = signedHeaders.map((name) => (name === "host" ? host : headerValue(request.headers, name)));
    return [headerBlock(signedHeaders, values), headerBlock(signedHeaders, values.map(lowerCase))];
  });
  return [...new Set(blocks)].map((block) =>
    [request.method, "/", request.query, block, signedHeaders.join(";"), payloadHash].join("\n"),
  );
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
  const value = headers[name];
  return (Array.isArray(value) ? value.join(",") : (value ?? "")).trim();
}

function lowerCase(text: string): string {
  return text.toLowerCase();
}
