import type { IncomingMessage, ServerResponse } from "node:http";
import { answerConsole, type ConsoleAnswer } from "../console";
import { type Control, ControlError, runRoute } from "../control";
import { type ApiRequest, type Gateway, largestBodyBytes } from "../gateway";
import type { CaDownload } from "./ca-download";
import { readBody, tooLarge } from "./read-body";

export interface RouterParts {
  readonly gateway: Gateway;
  readonly control: Control;
  readonly ca: CaDownload;
}

const controlPrefix = "/_emulator/";
const largestControlBodyBytes = 1024 * 1024;

/** Sends each request to the part that answers its path: the console, the API, the control interface or the download. */
export async function route(request: IncomingMessage, response: ServerResponse, parts: RouterParts): Promise<void> {
  const [path = "/", query = ""] = splitOnce(request.url ?? "/", "?");
  const page = answerConsole({ method: request.method ?? "", path, query, headers: request.headers }, parts.control);
  if (page) {
    sendPage(response, page);
    return;
  }
  if (path === "/") return answerApi(request, response, query, parts.gateway);
  if (path.startsWith(controlPrefix)) {
    return answerControl(request, response, path.slice(controlPrefix.length), parts.control);
  }
  if (path === parts.ca.path && request.method === "GET") {
    send(response, 200, "application/zip", Buffer.from(parts.ca.zip));
    return;
  }
  sendJson(response, 404, { error: `There is nothing at ${path}.` });
}

async function answerApi(request: IncomingMessage, response: ServerResponse, query: string, gateway: Gateway) {
  const body = await readBody(request, largestBodyBytes);
  const apiRequest: ApiRequest = {
    method: request.method ?? "",
    query,
    headers: request.headers,
    body: body === tooLarge ? Buffer.alloc(0) : body,
    isTooLarge: body === tooLarge,
  };
  const answer = await gateway.answer(apiRequest);
  if (answer === "cut") {
    request.socket.destroy();
    return;
  }
  if (body === tooLarge) response.setHeader("Connection", "close");
  send(response, answer.status, "application/json", answer.body);
}

async function answerControl(request: IncomingMessage, response: ServerResponse, path: string, control: Control) {
  try {
    const body = await readBody(request, largestControlBodyBytes);
    if (body === tooLarge) throw new ControlError(413, `A body may have ${largestControlBodyBytes} bytes.`);
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

function sendPage(response: ServerResponse, { status, contentType, body, headers }: ConsoleAnswer): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  send(response, status, contentType, body);
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  send(response, status, "application/json", JSON.stringify(value));
}

function send(response: ServerResponse, status: number, contentType: string, body: string | Buffer): void {
  response.writeHead(status, {
    "Content-Type": contentType,
    "Content-Length": Buffer.byteLength(body),
    "X-Content-Type-Options": "nosniff",
  });
  response.end(body);
}

function splitOnce(text: string, separator: string): string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
