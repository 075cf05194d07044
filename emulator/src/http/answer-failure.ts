import type { IncomingMessage, ServerResponse } from "node:http";
import { ClientGone } from "./read-body";
import { sendJson } from "./send";

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
