import type { IncomingMessage, ServerResponse } from "node:http";
import type { CaDownload } from "../certificates/authority";
import type { Control } from "../control/control";
import { ControlError } from "../control/requests";
import { runRoute } from "../control/routes";
import { largestBodyBytes } from "../gateway/call";
import type { Gateway } from "../gateway/gateway";
import { answerConsole } from "./console";
import { refusal } from "./web-page-guard";

export interface RouterParts {
  readonly gateway: Gateway;
  readonly control: Control;
  readonly ca: CaDownload;
  /** Host names under which the emulator may be reached, beside addresses and localhost. */
  readonly allowedHosts: readonly string[];
}

const controlPrefix = "/_emulator/";

/** Sends each request to the part that answers its path: the console, the API, the control interface or the download. */
export async function route(request: IncomingMessage, response: ServerResponse, parts: RouterParts): Promise<void> {
  const { method = "", headers } = request;
  const { authority, path, query } = requestTarget(request.url ?? "/");
  // A target in absolute form counts more than Host. Source: RFC 9112, section 3.2.2
  if (authority !== undefined) headers.host = authority;
  const refused = refusal(request, path, parts.allowedHosts);
  if (refused !== undefined) {
    sendJson(response, 403, { error: refused });
    return;
  }
  const page = answerConsole({ method, path, query, headers }, parts.control);
  if (page) {
    send(response, page.status, page.contentType, page.body, page.headers);
    return;
  }
  if (path === "/") return answerApi(request, response, query, parts.gateway);
  if (path.startsWith(controlPrefix)) {
    return answerControl(request, response, path.slice(controlPrefix.length), parts.control);
  }
  const file = method === "GET" ? parts.ca.files.get(path) : undefined;
  if (file) send(response, 200, file.contentType, file.body);
  else sendJson(response, 404, { error: `There is nothing at ${path}.` });
}

/** Answers a request to the API. */
async function answerApi(
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

const largestControlBytes = 1024 * 1024;

/** Answers a request to the control interface. @param path below `/_emulator/` */
async function answerControl(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  control: Control,
): Promise<void> {
  try {
    if (request.headers.authorization !== undefined || request.headers["x-tc-action"] !== undefined) {
      throw new ControlError(400, "The control interface takes no signed requests; calls of the API go to /.");
    }
    const body = await readBody(request, largestControlBytes);
    if (body === tooLarge) throw new ControlError(413, `A body may have ${largestControlBytes} bytes.`);
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

/** What a request is for, taken out of its first line. */
interface RequestTarget {
  /** Host and port of a target in absolute form, as clients send it to a proxy. */
  readonly authority: string | undefined;
  readonly path: string;
  /** What follows the question mark. */
  readonly query: string;
}

const absoluteForm = /^https?:\/\/([\w.:[\]-]+)((?:[/?].*)?)$/i;

/** Reads a request's target. The path is taken as it stands, so that no other way of writing it leads anywhere else. */
function requestTarget(url: string): RequestTarget {
  const [, authority, rest = url] = absoluteForm.exec(url) ?? [];
  const at = rest.indexOf("?");
  const [path, query] = at < 0 ? [rest, ""] : [rest.slice(0, at), rest.slice(at + 1)];
  return { authority, path: path === "" ? "/" : path, query };
}

/** Stands for a body larger than the limit. */
const tooLarge = Symbol("too large");

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
function send(
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

function sendJson(response: ServerResponse, status: number, value: unknown): void {
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
