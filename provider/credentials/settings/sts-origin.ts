import type { ReadConfig } from "../../cloud/settings";
import { resolveEndpoint } from "../../cloud/settings";

/** The origin of STS: `sts.<domain>`, by the same domain and protocol as the host of the PostgreSQL API. */
export function stsOrigin(readConfig: ReadConfig, env: NodeJS.ProcessEnv): string {
  const withoutUrl: ReadConfig = (key) => (key === "tencentcloud:endpoint" ? undefined : readConfig(key));
  const { protocol, host } = resolveEndpoint(withoutUrl, { ...env, TENCENTCLOUD_POSTGRES_ENDPOINT: undefined });
  return `${protocol}${host.replace(/^postgres\./, "sts.")}`;
}
