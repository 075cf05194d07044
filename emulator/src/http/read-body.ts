import type { IncomingMessage } from "node:http";

/** Stands for a body larger than the limit. */
export const tooLarge = Symbol("too large");

/** The client closed its connection before its request was complete, so nobody waits for an answer. */
export class ClientGone extends Error {
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
