import type { IncomingMessage, ServerResponse } from "node:http";
import { answerConsole } from "../console";
import type { Control } from "../control";
import type { Gateway } from "../gateway";
import { answerApi } from "./answer-api";
import { answerControl } from "./answer-control";
import type { CaDownload } from "./ca-download";
import { requestTarget } from "./request-target";
import { send, sendJson } from "./send";
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
