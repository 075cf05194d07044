import type { Agent, ClientRequest, IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";
import { asObject } from "../model/objects";

/**
 * The longest reply that is read. The longest one that the API can need is a page of 100 tasks; this is 40 KiB for each of
 * them, over ten times the longest published example. See docs/internals/decisions/026-watching-the-sdks-requests.md.
 */
export const MAX_REPLY_BYTES = 4 * 1024 * 1024;

/** The codes of Node.js and OpenSSL for a server that cannot be trusted, which sending again does not change. */
const NOT_TRUSTED = /^EPROTO$|^ERR_(SSL|TLS)_|CERT|^UNABLE_TO_|^HOSTNAME_MISMATCH$|^INVALID_(CA|PURPOSE)$|^PATH_LENGTH/;

/**
 * One request of the SDK on its connection. The SDK says only in a text how a request failed; the connection's events tell
 * whether the request can have left this machine.
 */
export class Exchange {
  readonly #end = new AbortController();
  #isHeldBack = false;
  #problem: NodeJS.ErrnoException | undefined;

  /** Ends the request; the reason is an Error that says why. */
  readonly signal: AbortSignal = this.#end.signal;

  end(reason: string): void {
    this.#end.abort(new Error(reason));
  }

  /** `false` only where the request waited for a connection to the endpoint that was never ready. */
  get mayHaveLeft(): boolean {
    return !this.#isHeldBack;
  }

  /** Whether the connection failed because the endpoint, or the proxy, could not prove who it is. */
  get isUntrusted(): boolean {
    return this.#isHeldBack && NOT_TRUSTED.test(this.#problem?.code ?? "");
  }

  /** Why it failed: the reason for which it was ended, the connection's own error, or else what the SDK says. */
  words(thrown: unknown): string {
    if (this.signal.aborted) return (this.signal.reason as Error).message;
    return textOf(this.#problem) || textOf(thrown);
  }

  /** The pool of connections as this request uses it. */
  over(pool: Agent): Agent {
    const addRequest = (request: ClientRequest, options: object): void => {
      this.#watch(request);
      (pool as Agent & { addRequest(request: ClientRequest, options: object): void }).addRequest(request, options);
    };
    return Object.create(pool, { addRequest: { value: addRequest } }) as Agent;
  }

  #watch(request: ClientRequest): void {
    const left = (): void => void (this.#isHeldBack = false);
    this.#isHeldBack = true;
    request.once("error", (error) => (this.#problem ??= error));
    request.once("socket", (socket) => whenReady(request, socket, left));
    // Ahead of the SDK's own listener.
    request.once("response", (reply) => this.#limit(reply));
  }

  #limit(reply: IncomingMessage): void {
    // The SDK would send the request, with its session token, to wherever the reply points.
    delete reply.headers.location;
    // None was asked for, and a small one can unpack into gigabytes.
    if (reply.headers["content-encoding"] !== undefined) this.end("the reply is compressed");
    let bytes = 0;
    reply.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MAX_REPLY_BYTES) this.end(`the reply is longer than ${MAX_REPLY_BYTES / 1024 / 1024} MiB`);
    });
  }
}

/** Calls `ready` when the endpoint can get the request. A proxy's refusal of a tunnel comes on a socket that leads nowhere. */
function whenReady(request: ClientRequest, socket: Socket, ready: () => void): void {
  if (isShakingHands(socket)) socket.once("secureConnect", ready);
  else if (socket.connecting) socket.once("connect", ready);
  else if (socket instanceof TLSSocket || request.protocol !== "https:") ready();
}

/** Node.js has no documented name for it. Without this one, the request counts as sent. */
function isShakingHands(socket: Socket): boolean {
  return "secureConnecting" in socket && socket.secureConnecting === true;
}

function textOf(error: unknown): string {
  const { errors, message } = asObject(error) ?? {};
  // A host with several addresses has one error for each of them, and none of its own.
  if (Array.isArray(errors)) return errors.map(textOf).join(", ");
  return typeof message === "string" ? message : "";
}
