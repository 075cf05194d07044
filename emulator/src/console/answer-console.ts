import type { IncomingHttpHeaders } from "node:http";
import type { Control } from "../control";
import { assets } from "./assets";
import { overview } from "./overview";

/** A request, as far as the console looks at it. */
export interface ConsoleRequest {
  readonly method: string;
  readonly path: string;
  /** What follows the question mark. */
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
}

/** What is sent back. */
export interface ConsoleAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string | Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

const prefix = "/_emulator/console/";

const pageHeaders = {
  // Nothing from elsewhere, nothing inline, and no other page may frame this one to have its switches clicked.
  "Content-Security-Policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Referrer-Policy": "no-referrer",
  "Cache-Control": "no-store",
};

/**
 * Answers requests of people with a browser: the console page at `/`, its files, and what it shows.
 *
 * @returns undefined when the request is for another part; at `/`, that is every request but a browser's.
 */
export function answerConsole(request: ConsoleRequest, control: Control): ConsoleAnswer | undefined {
  const { method, path } = request;
  if (method !== "GET") return undefined;
  if (path === "/") return asksForPage(request.headers) ? file("page.html") : undefined;
  if (!path.startsWith(prefix)) return undefined;
  const name = path.slice(prefix.length);
  return name === "overview" ? currentOverview(request.query, control) : file(name);
}

/** The API at the same path takes GET as well, but no client of it asks for HTML and none leaves the action out. */
function asksForPage(headers: IncomingHttpHeaders): boolean {
  return headers["x-tc-action"] === undefined && (headers.accept ?? "").includes("text/html");
}

function file(name: string): ConsoleAnswer | undefined {
  const asset = assets.get(name);
  return asset && { status: 200, ...asset, headers: pageHeaders };
}

function currentOverview(query: string, control: Control): ConsoleAnswer {
  const parameters = new URLSearchParams(query);
  const ssl = parameters.get("ssl");
  const filter = {
    text: (parameters.get("filter") ?? "").trim().toLowerCase(),
    ssl: ssl === "on" || ssl === "off" ? ssl : undefined,
  } as const;
  const body = JSON.stringify(overview(control, filter));
  return { status: 200, contentType: "application/json", body, headers: pageHeaders };
}
