import type { IncomingMessage, ServerResponse } from "node:http";

/** Stands for a body larger than the limit. */
export const tooLarge = Symbol("too large");

/** The client closed its connection before its request was complete, so nobody waits for an answer. */
class ClientGone extends Error {
  override readonly name = "ClientGone";
}

/**
 * Reads a request to its end; of a body that is too large nothing is kept.
 *
 * @throws ClientGone when the client goes away before the end
 */
export function readBody(request: IncomingMessage, limitBytes: number): Promise<Buffer | typeof tooLarge> {
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limitBytes) chunks.push(chunk);
      else chunks = [];
    });
    // The answer waits for the end even then: a client that is still sending would not read it.
    request.on("end", () => resolve(size > limitBytes ? tooLarge : Buffer.concat(chunks)));
    const gone = (cause?: Error) => reject(new ClientGone("The client went away.", { cause }));
    request.on("error", gone);
    request.on("close", () => gone());
  });
}

/** Sends a whole reply. */
export function send(
  response: ServerResponse,
  status: number,
  contentType: string,
  body: string | Buffer,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, {
    "Content-Type": contentType,
    "Content-Length": Buffer.byteLength(body),
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    ...headers,
  });
  response.end(body);
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  send(response, status, "application/json", JSON.stringify(value));
}

/** Answers a request whose handling failed, and says why in the log. A client that went away is no failure. */
export function answerFailure(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  if (error instanceof ClientGone) {
    response.destroy();
    return;
  }
  // Without the query, which may hold a signature.
  const path = (request.url ?? "").split("?")[0];
  console.error(`${request.method} ${path} failed.`, error);
  if (response.headersSent) response.destroy();
  else sendJson(response, 500, { error: error instanceof Error ? error.message : String(error) });
}
