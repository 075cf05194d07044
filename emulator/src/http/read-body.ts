import type { IncomingMessage } from "node:http";

/** Stands for a body larger than the limit. */
export const tooLarge = Symbol("too large");

/**
 * Reads a request to its end; of a body that is too large nothing is kept.
 *
 * @throws Error when the client goes away before the end
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
    request.on("error", reject);
    request.on("close", () => reject(new Error("The client went away before its request was complete.")));
  });
}
