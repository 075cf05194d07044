import { SettingsError } from "../errors/package-errors";
import { printable } from "../model/printable";

/** Reads one key of the stack's configuration, e.g. `tencentcloud:region`; `undefined` where it is not set. */
export type ReadConfig = (key: string) => string | undefined;

/** Where requests go. */
export interface Endpoint {
  readonly protocol: "http://" | "https://";
  /** Host, with a port where it is not the protocol's own. */
  readonly host: string;
}

export const DEFAULT_DOMAIN = "intl.tencentcloudapi.com";

/** Every setting that decides where requests go. */
export const ENDPOINT_SETTINGS = {
  keys: ["tencentcloud:endpoint", "tencentcloud:domain", "tencentcloud:protocol"],
  variables: ["TENCENTCLOUD_POSTGRES_ENDPOINT", "TENCENTCLOUD_DOMAIN", "TENCENTCLOUD_PROTOCOL"],
} as const;

/** The region for resources that name none, and the name of the setting that it comes from. */
export interface DefaultRegion {
  readonly region: string;
  readonly source: string;
}

/** The region for resources that name none: `tencentcloud:region`, else `TENCENTCLOUD_REGION`. */
export function defaultRegion(readConfig: ReadConfig, env: NodeJS.ProcessEnv): string | undefined {
  return defaultRegionAndSource(readConfig, env)?.region;
}

export function defaultRegionAndSource(readConfig: ReadConfig, env: NodeJS.ProcessEnv): DefaultRegion | undefined {
  const settings = {
    "tencentcloud:region": readConfig("tencentcloud:region"),
    TENCENTCLOUD_REGION: env.TENCENTCLOUD_REGION,
  };
  return Object.entries(settings)
    .map(([source, value]) => ({ source, region: firstSet(value) ?? "" }))
    .find(({ region }) => region !== "");
}

/**
 * The endpoint of the PostgreSQL API: `tencentcloud:endpoint` or `TENCENTCLOUD_POSTGRES_ENDPOINT` (a URL) where set, else
 * `postgres.<domain>` from `tencentcloud:domain` / `TENCENTCLOUD_DOMAIN` and `tencentcloud:protocol` /
 * `TENCENTCLOUD_PROTOCOL`.
 *
 * Throws {@link SettingsError} for a URL or protocol that cannot be used.
 */
export function resolveEndpoint(readConfig: ReadConfig, env: NodeJS.ProcessEnv): Endpoint {
  const endpoint = firstSet(readConfig("tencentcloud:endpoint"), env.TENCENTCLOUD_POSTGRES_ENDPOINT);
  return endpoint ? parseEndpoint(endpoint) : endpointOf("postgres", readConfig, env);
}

/** The endpoint of its own that the settings name, as text; empty for Tencent Cloud, whichever of its domains they name. */
export function ownEndpoint(readConfig: ReadConfig, env: NodeJS.ProcessEnv): string {
  return firstSet(readConfig("tencentcloud:endpoint"), env.TENCENTCLOUD_POSTGRES_ENDPOINT)?.replace(/\/$/, "") ?? "";
}

/** The origin of STS: `sts.<domain>`, with the domain and protocol of the PostgreSQL API. */
export function stsOrigin(readConfig: ReadConfig, env: NodeJS.ProcessEnv): string {
  const { protocol, host } = endpointOf("sts", readConfig, env);
  return `${protocol}${host}`;
}

function endpointOf(service: string, readConfig: ReadConfig, env: NodeJS.ProcessEnv): Endpoint {
  const domain = firstSet(readConfig("tencentcloud:domain"), env.TENCENTCLOUD_DOMAIN) ?? DEFAULT_DOMAIN;
  const protocol = firstSet(readConfig("tencentcloud:protocol"), env.TENCENTCLOUD_PROTOCOL) ?? "https";
  return { protocol: parseProtocol(protocol), host: `${service}.${parseDomain(domain)}` };
}

function parseEndpoint(endpoint: string): Endpoint {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  // Only protocol, host and port are allowed and shown: the rest can hold a secret.
  if (!url || !["http:", "https:"].includes(url.protocol) || url.href !== `${url.origin}/`) {
    throw new SettingsError(
      `the endpoint${url?.host ? ` at ${printable(url.host, 80)}` : ""} (tencentcloud:endpoint or TENCENTCLOUD_POSTGRES_ENDPOINT) ` +
        "is not a URL such as https://postgres.intl.tencentcloudapi.com, with nothing but a protocol, a host and a port",
    );
  }
  return { protocol: url.protocol === "http:" ? "http://" : "https://", host: url.host };
}

function parseProtocol(protocol: string): Endpoint["protocol"] {
  const name = protocol.toLowerCase().replace("://", "");
  if (name === "http" || name === "https") return `${name}://`;
  throw new SettingsError(
    `the protocol "${printable(protocol, 20)}" (tencentcloud:protocol or TENCENTCLOUD_PROTOCOL) is neither http nor https`,
  );
}

function parseDomain(domain: string): string {
  if (/^[a-z0-9.-]+$/i.test(domain)) return domain;
  throw new SettingsError(
    `the domain "${printable(domain, 80)}" (tencentcloud:domain or TENCENTCLOUD_DOMAIN) is not a DNS name such as ${DEFAULT_DOMAIN}`,
  );
}

/** The first value that is not blank: many tools leave a variable out by setting it to nothing. */
function firstSet(...values: readonly (string | undefined)[]): string | undefined {
  return values.map((value) => value?.trim()).find((value) => value !== undefined && value !== "");
}
