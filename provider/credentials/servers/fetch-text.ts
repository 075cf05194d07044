import fetch from "tencentcloud-sdk-nodejs-postgres/tencentcloud/common/http/fetch.js";
import type { Route } from "../../cloud/route";
import { CredentialsError } from "../../errors/package-errors";
import { printable } from "../../model/printable";
import { systemErrorCode } from "../system-error";
import { PassingError } from "./passing-error";

/** The text of a reply, and what the server's clock said. */
export interface TextReply {
  readonly text: string;
  /** Milliseconds since 1970; absent where the server does not tell. */
  readonly serverTimeMs: number | undefined;
}

export interface FetchOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly route: Route;
  readonly timeoutSeconds: number;
  /** Length of a second in milliseconds. */
  readonly secondMs: number;
  /** What the user does about a failure. */
  readonly advice: string;
}

const MAX_REPLY_CHARACTERS = 256 * 1024;

/**
 * Fetches a text, once, with the SDK's own client: what Node.js has built in takes no agent, and so no proxy.
 *
 * Throws {@link CredentialsError} when no reply arrives in time, it has another status than 200, or it is too long. The
 * message holds nothing of the request or the reply.
 */
export async function fetchText(url: string, options: FetchOptions): Promise<TextReply> {
  const { timeoutSeconds, secondMs, advice, route, headers = {}, ...init } = options;
  const signal = AbortSignal.timeout(timeoutSeconds * secondMs);
  try {
    // A redirect would carry what the request holds to somebody else.
    const request = { ...init, headers: { ...headers }, agent: route.agent };
    const reply = await fetch(url, { ...request, signal, redirect: "error" });
    const text = await readText(reply.body);
    if (text === undefined) throw new CredentialsError(`the reply is too long. ${advice}`);
    if (reply.status !== 200) throw statusError(reply.status, advice);
    const serverTimeMs = Date.parse(reply.headers.get("date") ?? "");
    return { text, serverTimeMs: Number.isNaN(serverTimeMs) ? undefined : serverTimeMs };
  } catch (error) {
    if (error instanceof CredentialsError) throw error;
    const code = systemErrorCode(error);
    const reason = signal.aborted
      ? `no reply within ${timeoutSeconds} s`
      : `the connection failed${code === undefined ? "" : ` (${code})`}`;
    const through = route.proxy === undefined ? "" : ` through the proxy ${printable(route.proxy, 80)}`;
    throw new PassingError(`${reason}${through}. ${advice}`);
  }
}

/** `undefined` where the reply is longer than any honest one. */
async function readText(body: NodeJS.ReadableStream): Promise<string | undefined> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of body) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    if (text.length > MAX_REPLY_CHARACTERS) return undefined;
  }
  return text + decoder.decode();
}

function statusError(status: number, advice: string): CredentialsError {
  const message = `the reply is HTTP ${status}. ${advice}`;
  return status >= 500 || status === 429 ? new PassingError(message) : new CredentialsError(message);
}
