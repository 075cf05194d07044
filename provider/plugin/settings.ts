import { ENDPOINT_SETTINGS } from "../cloud/settings";
import { CREDENTIAL_SETTINGS } from "../credentials/credential-chain";

/** A key of the dynamic provider, shared with the Tencent Cloud bridge. Here each of its fields is a setting of its own. */
const OF_THE_BRIDGE = "assumeRole";

/** The names of all settings of the provider, without a namespace. */
export const SETTINGS: readonly string[] = [
  "region",
  ...[...CREDENTIAL_SETTINGS.keys, ...ENDPOINT_SETTINGS.keys].map((key) => key.slice(key.indexOf(":") + 1)),
].filter((name) => name !== OF_THE_BRIDGE);
