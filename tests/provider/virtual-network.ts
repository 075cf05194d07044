import { EventEmitter } from "node:events";
import type { Agent } from "node:http";
import { setTimeout } from "./virtual-time";

/** What the vendor's SDK hands over to be sent. */
export interface SdkRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | number>>;
  readonly body: string;
  readonly timeout: number;
  readonly agent: Agent;
}

/** Answers a request, or with `cut` for a connection that ends without an answer. */
export type Endpoint = (request: SdkRequest) => Promise<{ readonly status: number; readonly body: string } | "cut">;

const endpoints = new Map<string, Endpoint>();

export function connect(url: string, endpoint: Endpoint): void {
  endpoints.set(url, endpoint);
}

/**
 * A network without sockets, because real ones do not follow virtual time: requests of the SDK reach an endpoint of this
 * process, and failures read like node-fetch's.
 */
export default async function fetch(url: string, request: SdkRequest): Promise<object> {
  const endpoint = endpoints.get(url);
  if (!endpoint) throw neverConnected(url, request.agent);
  const answer = await Promise.race([endpoint(request), setTimeout(request.timeout, "late" as const)]);
  if (answer === "late" || answer === undefined) throw new Error(`network timeout at: ${url}`);
  if (answer === "cut") throw new Error(`request to ${url} failed, reason: socket hang up`);
  return {
    status: answer.status,
    statusText: "",
    headers: new Map([["content-type", "application/json"]]),
    // Like node-fetch's: text that is no JSON is an error of the reader.
    json: () => Promise.resolve().then(() => JSON.parse(answer.body) as unknown),
  };
}

/** A request whose connection is refused, as its agent sees it. */
function neverConnected(url: string, agent: Agent): Error {
  const reason = new Error("connect ECONNREFUSED 127.0.0.1:443");
  const waiting = new EventEmitter();
  // The pool that it uses has no sockets.
  Object.assign(Object.getPrototypeOf(agent) as object, { addRequest: () => undefined });
  (agent as Agent & { addRequest(request: EventEmitter, options: object): void }).addRequest(waiting, {});
  waiting.emit("error", reason);
  return new Error(`request to ${url} failed, reason: ${reason.message}`);
}
