import type { RequestFacts } from "./request-failure";

const MAINLAND = "postgres.tencentcloudapi.com";
const INTERNATIONAL = "postgres.intl.tencentcloudapi.com";

/** Helps to find out why the cloud does not know a key: where it came from, and which site's keys the host knows. */
export function keyHint({
  keySource,
  endpoint: { host, setBy },
}: Pick<RequestFacts, "keySource" | "endpoint">): string {
  const source = keySource === undefined ? "" : `. The SecretId and the SecretKey came from ${keySource}`;
  const by = setBy === undefined ? ", the default," : "";
  const site = {
    [INTERNATIONAL]:
      `. This host${by} knows keys of the international site: for an account of the mainland site set tencentcloud:domain to ` +
      "tencentcloudapi.com (Terraform's default)",
    [MAINLAND]:
      ". This host knows keys of the mainland site: for an account of the international site set tencentcloud:domain to intl.tencentcloudapi.com",
  }[host];
  return `${source}${site ?? ""}`;
}
