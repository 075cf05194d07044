import type { IncomingMessage, ServerResponse } from "node:http";
import { type Control, ControlError, runRoute } from "../control";
import { readBody, tooLarge } from "./read-body";
import { sendJson } from "./send";

const largestBodyBytes = 1024 * 1024;

/** Answers a request to the control interface. @param path below `/_emulator/` */
export async function answerControl(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  control: Control,
): Promise<void> {
  try {
    if (request.headers.authorization !== undefined || request.headers["x-tc-action"] !== undefined) {
      throw new ControlError(400, "The control interface takes no signed requests; calls of the API go to /.");
    }
    const body = await readBody(request, largestBodyBytes);
    if (body === tooLarge) throw new ControlError(413, `A body may have ${largestBodyBytes} bytes.`);
    sendJson(response, 200, await runRoute(control, request.method ?? "", path, parseBody(body)));
  } catch (error) {
    if (!(error instanceof ControlError)) throw error;
    sendJson(response, error.httpStatus, { error: error.message });
  }
}

function parseBody(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    throw new ControlError(400, "The body is no JSON.");
  }
}
