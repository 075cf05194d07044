import type { Agent } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { asObject, defined, type JsonObject } from "../model/objects";
import type { Action } from "./api-error";
import { Exchange } from "./exchange";
import { redact, redactTasks } from "./redact";
import { outage, RequestFailure } from "./request-failure";
import { type Route, routeTo } from "./route";
import type { Endpoint } from "./settings";
import { secretsOf, type SigningKeys } from "./signing-keys";

/**
 * Sends one signed request for a region and returns the API's `Response`. Throws {@link RequestFailure}, or why nothing could
 * be sent. `beforeSending` is called when all is ready. If it throws, nothing is sent.
 */
export type Send = (region: string, action: Action, request: object, beforeSending?: () => void) => Promise<unknown>;

/** Where the keys come from. */
export interface KeySource {
  /** Asked before every request. Its errors are passed on. */
  getCredential(): Promise<SigningKeys>;
  /** Looks again for keys that the cloud has rejected, and says whether there are other ones now. @default there never are */
  replace?(rejected: SigningKeys): Promise<boolean>;
  /** Where the keys came from, for messages. */
  readonly sourceName?: string | undefined;
}

interface SdkOptions {
  readonly endpoint: Endpoint;
  readonly credentials: KeySource;
  readonly requestTimeoutMs: number;
  /** Gets a line when the endpoint is not there, because trying again takes a while. */
  readonly log?: ((line: string) => void) | undefined;
}

/**
 * The vendor's SDK as one function. It is loaded at the first request (a preview without changes needs none), and all
 * regions share one pool of kept-alive connections; the SDK itself would open a connection for each request.
 *
 * A request whose key the cloud rejects is sent once more where its source has another key by now.
 */
export function sdkSend(options: SdkOptions): Send {
  const { credentials, endpoint } = options;
  let route: Promise<Route> | undefined;
  let isOut = false;
  const sendWatched: typeof sendOnce = async (call, keys) => {
    try {
      const response = await sendOnce(call, keys);
      isOut = false;
      return response;
    } catch (error) {
      if (error instanceof RequestFailure && error.isOutage && !isOut) {
        isOut = true;
        options.log?.(outage(error.facts));
      }
      throw error;
    }
  };
  return async (region, action, request, beforeSending) => {
    // Asked for here, because the SDK would hide a failure behind an error of its own.
    let keys = await credentials.getCredential();
    route ??= routeTo(`${endpoint.protocol}${endpoint.host}`);
    const call = { ...options, route: await route, region, action, request, beforeSending };
    try {
      return await sendWatched(call, keys);
    } catch (error) {
      const isRejected = error instanceof RequestFailure && error.isAboutTheKey;
      if (!isRejected || !(await credentials.replace?.(keys))) throw error;
    }
    keys = await credentials.getCredential();
    return sendWatched(call, keys);
  };
}

interface Call extends SdkOptions {
  readonly route: Route;
  readonly region: string;
  readonly action: Action;
  readonly request: object;
  readonly beforeSending: (() => void) | undefined;
}

async function sendOnce(call: Call, keys: SigningKeys): Promise<unknown> {
  const exchange = new Exchange();
  const client = await newClient(call, keys, exchange.over(call.route.agent));
  call.beforeSending?.();
  const replied = new AbortController();
  try {
    endInTime(exchange, call.requestTimeoutMs, replied.signal);
    const reply = await client.request(call.action, call.request, { signal: exchange.signal });
    return redactTasks(reply, secretsOf(keys));
  } catch (error) {
    throw failureOf(call, keys, exchange, error);
  } finally {
    replied.abort();
  }
}

/** How much longer than the SDK's own timeout a request may take, so that the SDK's error wins where both apply. */
const SDK_LEAD_MS = 500;

/** The SDK's own timeout starts with the connection, which a proxy may never make. */
function endInTime(exchange: Exchange, timeoutMs: number, replied: AbortSignal): void {
  sleep(timeoutMs + SDK_LEAD_MS, undefined, { signal: replied }).then(
    () => exchange.end(`no reply within ${timeoutMs / 1000} s`),
    () => undefined,
  );
}

/** A new error without a cause: printing it must not show what its message leaves out. */
function failureOf(call: Call, keys: SigningKeys, exchange: Exchange, thrown: unknown): RequestFailure {
  const exception = asObject(thrown) ?? {};
  // Only the SDK's own exception has a trace id. The codes of other errors are those of Node.js.
  const { code, httpCode, requestId }: JsonObject = "traceId" in exception ? exception : {};
  const hidden = (text: unknown): string | undefined =>
    typeof text === "string" && text !== "" ? redact(text, secretsOf(keys)) : undefined;
  return new RequestFailure({
    words: hidden(exchange.words(thrown)) ?? "",
    mayHaveLeft: exchange.mayHaveLeft,
    isUntrusted: exchange.isUntrusted,
    endpoint: call.endpoint,
    ...defined({
      code: hidden(code),
      requestId: hidden(requestId),
      status: typeof httpCode === "number" ? httpCode : undefined,
      proxy: call.route.proxy,
      keySource: call.credentials.sourceName,
    }),
  });
}

interface SdkClient {
  request(action: string, request: object, options: { readonly signal: AbortSignal }): Promise<unknown>;
}

/** A client for one request: only its connections are worth keeping. */
async function newClient(call: Call, keys: SigningKeys, agent: Agent): Promise<SdkClient> {
  // By its sub-path: the package's root loads the SDKs of all products.
  const { postgres } = await import("tencentcloud-sdk-nodejs-postgres/tencentcloud/services/postgres/index.js");
  return new postgres.v20170312.Client({
    // As a function, because the properties of a credential are hidden from the SDK's copy of an object.
    credential: { getCredential: () => Promise.resolve(keys) },
    region: call.region,
    profile: {
      // The endpoints in mainland China answer in Chinese unless asked.
      language: "en-US",
      httpProfile: {
        protocol: call.endpoint.protocol,
        endpoint: call.endpoint.host,
        reqTimeout: call.requestTimeoutMs / 1000,
        agent,
        // A small compressed reply can unpack into gigabytes.
        headers: { "Accept-Encoding": "identity" },
      },
    },
  });
}
