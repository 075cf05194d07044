import type { IncomingMessage, ServerResponse } from "node:http";
import { type Gateway, largestBodyBytes } from "../gateway";
import { readBody, tooLarge } from "./read-body";
import { send } from "./send";

/** Answers a request to the API. */
export async function answerApi(
  request: IncomingMessage,
  response: ServerResponse,
  query: string,
  gateway: Gateway,
): Promise<void> {
  const body = await readBody(request, largestBodyBytes);
  const answer = await gateway.answer({
    method: request.method ?? "",
    query,
    headers: request.headers,
    body: body === tooLarge ? Buffer.alloc(0) : body,
    isTooLarge: body === tooLarge,
  });
  if (answer === "cut") request.socket.destroy();
  else send(response, answer.status, "application/json", answer.body);
}
