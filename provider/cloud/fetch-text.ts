import fetch from "tencentcloud-sdk-nodejs-postgres/tencentcloud/common/http/fetch.js";
import { CredentialsError } from "../errors/package-errors";
import { systemErrorCode } from "../model/objects";
import { printable } from "../model/printable";
import type { Route } from "./route";

/** The text of a reply, and the time of the server's clock. */
export interface TextReply {
  readonly text: string;
  /** Milliseconds since 1970; absent where the server does not say. */
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

/** A failure to get credentials that may pass in a moment. */
export class PassingError extends CredentialsError {}

const MAX_REPLY_CHARACTERS = 256 * 1024;

/** How often a server is asked at most, and the first pause in between. The second pause is twice as long. */
const ATTEMPTS = 3;
const FIRST_PAUSE_SECONDS = 0.5;

/**
 * Asks a server for credentials, again where a failure may pass.
 *
 * Throws {@link CredentialsError} with the last failure, after `subject`: what was asked of which server.
 */
export async function ask<T>(subject: string, secondMs: number, request: () => Promise<T>): Promise<T> {
  // Imported when first used: most runs already have the keys that sign.
  const { default: pRetry } = await import("p-retry");
  try {
    return await pRetry(request, {
      retries: ATTEMPTS - 1,
      minTimeout: FIRST_PAUSE_SECONDS * secondMs,
      randomize: true,
      shouldRetry: ({ error }) => error instanceof PassingError,
    });
  } catch (error) {
    throw error instanceof CredentialsError ? new CredentialsError(`${subject}: ${error.message}`) : error;
  }
}

/**
 * Fetches a text, once, with the SDK's own HTTP client: the one of Node.js takes no agent, and so no proxy.
 *
 * Throws {@link CredentialsError} when no reply arrives in time, its status is not 200, or it is too long. The message holds
 * nothing of the request or the reply.
 */
export async function fetchText(url: string, options: FetchOptions): Promise<TextReply> {
  const { timeoutSeconds, secondMs, advice, route, headers = {}, ...init } = options;
  const signal = AbortSignal.timeout(timeoutSeconds * secondMs);
  try {
    const request = { ...init, headers: { ...headers }, agent: route.agent };
    // Followed, a redirect would pass the request's secrets on to another server.
    const reply = await fetch(url, { ...request, signal, redirect: "manual" });
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

/** `undefined` where the reply is longer than any valid one. */
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
