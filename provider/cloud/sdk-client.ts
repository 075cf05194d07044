import { setTimeout as sleep } from "node:timers/promises";
import type { Action } from "./api-error";
import { type Route, routeTo } from "./route";
import type { Endpoint } from "./settings";

/**
 * Sends one signed request for a region and returns the API's `Response`, or throws what the SDK throws. `beforeSending` is
 * called when all is ready. If it throws, nothing is sent.
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
  /** Asked before every request. Its errors are passed on. */
  readonly credentials: {
    getCredential(): Promise<SigningKeys>;
    /** Where the keys came from, for messages. */
    readonly sourceName?: string | undefined;
  };
  readonly requestTimeoutMs: number;
}

/**
 * The vendor's SDK as one function. It is loaded at the first request (a preview without changes needs none), and all
 * regions share one pool of kept-alive connections; the SDK itself would open a connection for each request.
 */
export function sdkSend(options: SdkOptions): Send {
  const clients = new Map<string, Promise<SdkClient>>();
  const { protocol, host } = options.endpoint;
  let route: Promise<Route> | undefined;
  return async (region, action, request, beforeSending) => {
    // Asked for here as well, because the SDK would hide a failure behind an error of its own.
    await options.credentials.getCredential();
    route ??= routeTo(`${protocol}${host}`);
    const { proxy } = await route;
    const client = clients.get(region) ?? newClient(region, options, route);
    clients.set(region, client);
    const ready = await client;
    beforeSending?.();
    try {
      return await inTime(ready.request(action, request), options.requestTimeoutMs);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      if (proxy !== undefined) Object.assign(error, { proxy });
      if (isAboutTheKey(error)) Object.assign(error, { keyHint: keyHint(options.credentials.sourceName, host) });
      throw error;
    }
  };
}

/** How much longer than the SDK's own timeout a request may take, so that the SDK's error wins where both apply. */
const SDK_LEAD_MS = 500;

/** The SDK's own timeout starts with the connection, which a proxy may never make. */
async function inTime<T>(reply: Promise<T>, timeoutMs: number): Promise<T> {
  const replied = new AbortController();
  const late = sleep(timeoutMs + SDK_LEAD_MS, undefined, { signal: replied.signal }).then(() => {
    throw new Error(`no reply within ${timeoutMs / 1000} s`);
  });
  try {
    return await Promise.race([reply, late]);
  } finally {
    late.catch(() => undefined);
    replied.abort();
  }
}

/** Whether the cloud rejects the key or its signature. A missing permission is something else. */
function isAboutTheKey(error: Error): boolean {
  return "code" in error && /^AuthFailure(\.(?!Unauthorized)\w+)?$/.test(String(error.code));
}

interface SdkClient {
  request(action: string, request: object): Promise<unknown>;
}

async function newClient(region: string, options: SdkOptions, route: Promise<Route>): Promise<SdkClient> {
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
        agent: (await route).agent,
      },
    },
  });
}

const MAINLAND = "postgres.tencentcloudapi.com";
const INTERNATIONAL = "postgres.intl.tencentcloudapi.com";

/** Helps to find out why the cloud does not know a key: where it came from, and which site's keys the host knows. */
export function keyHint(sourceName: string | undefined, host: string): string {
  const source = sourceName === undefined ? "" : `. The key came from ${sourceName}`;
  const site = {
    [INTERNATIONAL]:
      ". This host knows keys of the international site: for an account of the mainland site set tencentcloud:domain to tencentcloudapi.com",
    [MAINLAND]:
      ". This host knows keys of the mainland site: for an account of the international site set tencentcloud:domain to intl.tencentcloudapi.com",
  }[host];
  return `${source}${site ?? ""}`;
}
