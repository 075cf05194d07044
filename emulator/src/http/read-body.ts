import type { IncomingMessage } from "node:http";

/** A body larger than the limit. */
export const tooLarge = Symbol("too large");

/** Reads the body of a request to its end; a larger one is read no further. */
export function readBody(request: IncomingMessage, limitBytes: number): Promise<Buffer | typeof tooLarge> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > limitBytes) resolve(tooLarge);
      else chunks.push(chunk);
    });
    request.on("end", () => resolve(Buffer.concat(chunks)));
    request.on("error", reject);
    request.on("close", () => reject(new Error("The client went away before its request was complete.")));
  });
}
