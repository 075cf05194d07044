import type { Agent } from "node:http";
import { SettingsError } from "../errors/package-errors";

/** How requests reach a server: over kept-alive connections, and through a proxy where the environment names one. */
export interface Route {
  readonly agent: Agent;
  /** Host and port of the proxy, for messages. The rest of its URL is secret. */
  readonly proxy?: string;
}

/** Idle connections are closed before a load balancer closes them, so that requests rarely hit a dying one. */
const CONNECTIONS = { keepAlive: true, scheduling: "lifo", timeout: 4_000 } as const;

/**
 * The route to the server of this URL, by `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` in either case.
 *
 * Throws {@link SettingsError} if the proxy is not an HTTP proxy.
 */
export async function routeTo(url: string): Promise<Route> {
  const { getProxyForUrl } = await import("proxy-from-env");
  const proxy = getProxyForUrl(url);
  return proxy === "" ? directRoute(url) : proxyRoute(url, proxy);
}

/** The route to a server that no proxy can reach, such as one that answers only this machine. */
export async function directRoute(url: string): Promise<Route> {
  const { Agent } = url.startsWith("http://") ? await import("node:http") : await import("node:https");
  return { agent: new Agent(CONNECTIONS) };
}

function decodedLogin(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new SettingsError(
      "the name or the password of the proxy in HTTPS_PROXY or HTTP_PROXY has a % that begins no code of a character: write " +
        "a % itself as %25",
    );
  }
}

async function proxyRoute(url: string, text: string): Promise<Route> {
  const proxy = URL.canParse(text) ? new URL(text) : undefined;
  if (proxy === undefined || !/^https?:$/.test(proxy.protocol)) {
    throw new SettingsError(
      "the proxy in HTTPS_PROXY or HTTP_PROXY is not the URL of an HTTP proxy, such as http://proxy.example.com:3128",
    );
  }
  const { username, password, host, protocol } = proxy;
  const decoded = [username, password].map(decodedLogin).join(":");
  // As a header instead of in the URL: the agents write the URL into their debugging output.
  const headers = username === "" ? {} : { "Proxy-Authorization": `Basic ${Buffer.from(decoded).toString("base64")}` };
  const options = { ...CONNECTIONS, headers };
  if (url.startsWith("http://")) {
    const { HttpProxyAgent } = await import("http-proxy-agent");
    return { agent: new HttpProxyAgent(`${protocol}//${host}`, options), proxy: host };
  }
  const { HttpsProxyAgent } = await import("https-proxy-agent");
  return { agent: new HttpsProxyAgent(`${protocol}//${host}`, options), proxy: host };
}
