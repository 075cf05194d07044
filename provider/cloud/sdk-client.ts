import type { Agent } from "node:http";
import type { Action } from "./actions";
import { keyHint } from "./key-hint";
import type { Endpoint } from "./settings";

/**
 * Sends one signed request for a region and returns the API's `Response`, or throws what the SDK throws. `beforeSending` is
 * called when all is ready: what it throws keeps the request from being sent.
 */
export type Send = (region: string, action: Action, request: object, beforeSending?: () => void) => Promise<unknown>;

/** What the SDK signs a request with. */
export interface SigningKeys {
  readonly secretId: string;
  readonly secretKey: string;
  readonly token?: string;
}

interface SdkOptions {
  readonly endpoint: Endpoint;
  /** Asked before every request; what it throws is thrown on. */
  readonly credentials: {
    getCredential(): Promise<SigningKeys>;
    /** Where the keys came from, for messages. */
    readonly sourceName?: string | undefined;
  };
  readonly requestTimeoutMs: number;
}

/** Idle connections are closed before a load balancer does it, so that a request seldom meets a dying one. */
const IDLE_CONNECTION_MS = 4_000;

/**
 * The vendor's SDK as one function. It is loaded at the first request (a preview without changes needs none), and all
 * regions share one pool of kept-alive connections; the SDK itself would open a connection for each request.
 */
export function sdkSend(options: SdkOptions): Send {
  const clients = new Map<string, Promise<SdkClient>>();
  let agent: Promise<Agent> | undefined;
  return async (region, action, request, beforeSending) => {
    // Asked for here as well, because the SDK would hide what is wrong with them behind an error of its own.
    await options.credentials.getCredential();
    agent ??= keepAliveAgent(options.endpoint);
    let client = clients.get(region);
    if (client === undefined) clients.set(region, (client = newClient(region, options, agent)));
    const ready = await client;
    beforeSending?.();
    try {
      return await ready.request(action, request);
    } catch (error) {
      if (!isAboutTheKey(error)) throw error;
      throw Object.assign(error, { keyHint: keyHint(options.credentials.sourceName, options.endpoint.host) });
    }
  };
}

/** Whether the cloud does not know the key, or what it signed; a permission that lacks is another matter. */
function isAboutTheKey(error: unknown): error is Error {
  return error instanceof Error && "code" in error && /^AuthFailure(\.(?!Unauthorized)\w+)?$/.test(String(error.code));
}

interface SdkClient {
  request(action: string, request: object): Promise<unknown>;
}

async function newClient(region: string, options: SdkOptions, agent: Promise<Agent>): Promise<SdkClient> {
  // By its sub-path: the package's root loads the SDKs of all products.
  const { postgres } = await import("tencentcloud-sdk-nodejs-postgres/tencentcloud/services/postgres/index.js");
  return new postgres.v20170312.Client({
    credential: options.credentials,
    region,
    profile: {
      // The endpoints in mainland China answer in Chinese unless asked.
      language: "en-US",
      httpProfile: {
        protocol: options.endpoint.protocol,
        endpoint: options.endpoint.host,
        reqTimeout: options.requestTimeoutMs / 1000,
        agent: await agent,
      },
    },
  });
}

async function keepAliveAgent({ protocol }: Endpoint): Promise<Agent> {
  const { Agent } = protocol === "http://" ? await import("node:http") : await import("node:https");
  return new Agent({ keepAlive: true, scheduling: "lifo", timeout: IDLE_CONNECTION_MS });
}
