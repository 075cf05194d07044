import { CredentialsError } from "../../errors/credentials-error";
import { systemErrorCode } from "../system-error";
import { PassingError } from "./passing-error";

/** The text of a reply, and what the server's clock said. */
export interface TextReply {
  readonly text: string;
  /** Milliseconds since 1970; absent where the server does not tell. */
  readonly serverTimeMs: number | undefined;
}

export interface FetchOptions extends RequestInit {
  readonly timeoutSeconds: number;
  /** Length of a second in milliseconds. */
  readonly secondMs: number;
  /** What the user does about a failure. */
  readonly advice: string;
}

const MAX_REPLY_CHARACTERS = 256 * 1024;

/**
 * Fetches a text, once.
 *
 * Throws {@link CredentialsError} when no reply arrives in time, it has another status than 200, or it is too long. The
 * message holds nothing of the request or the reply.
 */
export async function fetchText(url: string, options: FetchOptions): Promise<TextReply> {
  const { timeoutSeconds, secondMs, advice, ...init } = options;
  const signal = AbortSignal.timeout(timeoutSeconds * secondMs);
  try {
    // A redirect would carry what the request holds to somebody else.
    const reply = await fetch(url, { ...init, signal, redirect: "error" });
    const text = await readText(reply);
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
    throw new PassingError(`${reason}. ${advice}`);
  }
}

/** `undefined` where the reply is longer than any honest one. */
async function readText(reply: Response): Promise<string | undefined> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of reply.body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    if (text.length > MAX_REPLY_CHARACTERS) return undefined;
  }
  return text + decoder.decode();
}

function statusError(status: number, advice: string): CredentialsError {
  const message = `the reply is HTTP ${status}. ${advice}`;
  return status >= 500 || status === 429 ? new PassingError(message) : new CredentialsError(message);
}
