import { SettingsError } from "../errors/package-errors";
import { printable } from "../model/printable";

/** Reads one key of the stack's configuration, e.g. `tencentcloud:region`; `undefined` where it is not set. */
export type ReadConfig = (key: string) => string | undefined;

/** A setting's value as text: what looks like a number or a boolean may arrive as such. */
export function settingText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Where requests go. */
export interface Endpoint {
  readonly protocol: "http://" | "https://";
  /** Host, with a port where it is not the protocol's own. */
  readonly host: string;
  /** The name of the setting that decided the host; absent for the default. */
  readonly setBy?: string;
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
  const found = firstOf(readConfig, "tencentcloud:region", env, "TENCENTCLOUD_REGION");
  return found && { region: found.value, source: found.name };
}

/**
 * The endpoint of the PostgreSQL API: `tencentcloud:endpoint` or `TENCENTCLOUD_POSTGRES_ENDPOINT` (a URL) where set, else
 * `postgres.<domain>` from `tencentcloud:domain` / `TENCENTCLOUD_DOMAIN` and `tencentcloud:protocol` /
 * `TENCENTCLOUD_PROTOCOL`.
 *
 * Throws {@link SettingsError} for a URL or protocol that cannot be used.
 */
export function resolveEndpoint(readConfig: ReadConfig, env: NodeJS.ProcessEnv): Endpoint {
  const endpoint = firstOf(readConfig, "tencentcloud:endpoint", env, "TENCENTCLOUD_POSTGRES_ENDPOINT");
  if (endpoint === undefined) return endpointOf("postgres", readConfig, env);
  return { ...parseEndpoint(endpoint.value), setBy: endpoint.name };
}

/** The endpoint of its own that the settings name, as text; empty for Tencent Cloud, whichever of its domains they name. */
export function ownEndpoint(readConfig: ReadConfig, env: NodeJS.ProcessEnv): string {
  const endpoint = firstOf(readConfig, "tencentcloud:endpoint", env, "TENCENTCLOUD_POSTGRES_ENDPOINT");
  return endpoint?.value.replace(/\/$/, "") ?? "";
}

/** The origin of STS: `sts.<domain>`, with the domain and protocol of the PostgreSQL API. */
export function stsOrigin(readConfig: ReadConfig, env: NodeJS.ProcessEnv): string {
  const { protocol, host } = endpointOf("sts", readConfig, env);
  return `${protocol}${host}`;
}

function endpointOf(service: string, readConfig: ReadConfig, env: NodeJS.ProcessEnv): Endpoint {
  const domain = firstOf(readConfig, "tencentcloud:domain", env, "TENCENTCLOUD_DOMAIN");
  const protocol = firstOf(readConfig, "tencentcloud:protocol", env, "TENCENTCLOUD_PROTOCOL")?.value ?? "https";
  const host = `${service}.${parseDomain(domain?.value ?? DEFAULT_DOMAIN)}`;
  return { protocol: parseProtocol(protocol), host, ...(domain && { setBy: domain.name }) };
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

/** What users read about keys that are not encrypted in the stack's configuration. */
export function plainTextWarning(keys: readonly string[]): string {
  const names = keys.join(" and ");
  const commands = keys.map((key) => `\`pulumi config set --secret ${key} VALUE\``).join(", ");
  const verb = keys.length === 1 ? "is" : "are";
  return `${names} ${verb} in plain text. Anyone who can read this can use the account: encrypt with ${commands}, and change the key.`;
}

/** A setting by its key, else by its variable. Blank counts as not set: many tools leave a variable out that way. */
function firstOf(
  readConfig: ReadConfig,
  key: string,
  env: NodeJS.ProcessEnv,
  variable: string,
): { readonly name: string; readonly value: string } | undefined {
  const candidates = [
    { name: key, value: readConfig(key)?.trim() ?? "" },
    { name: variable, value: env[variable]?.trim() ?? "" },
  ];
  return candidates.find(({ value }) => value !== "");
}
