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
