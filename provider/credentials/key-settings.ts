import { type CredentialSource, wholePair } from "./credential";
import type { FindSetting } from "./settings";

/** Credentials from the stack's configuration: `tencentcloud:secretId`, `secretKey` and `securityToken`. */
export function stackConfigSource(find: FindSetting): CredentialSource {
  return pairSource("the stack config", find, ["tencentcloud:secretId", "tencentcloud:secretKey"]);
}

/** Credentials from `TENCENTCLOUD_SECRET_ID`, `TENCENTCLOUD_SECRET_KEY` and one of the three names of a token. */
export function environmentSource(find: FindSetting): CredentialSource {
  return pairSource("the environment", find, ["TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY"]);
}

function pairSource(name: string, find: FindSetting, halves: readonly [string, string]): CredentialSource {
  const [secretId, secretKey, token] = (["secretId", "secretKey", "token"] as const).map((half) => find(half)?.value);
  // eslint-disable-next-line @typescript-eslint/require-await -- async, so that half a pair is a rejection like any failure
  return { name, settings: halves.join(" and "), find: async () => wholePair({ secretId, secretKey, token }, halves) };
}
