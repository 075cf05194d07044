import { wholePair } from "./key-pair";
import type { FindSetting } from "../settings/setting";
import { configKeyOf, variablesOf } from "../settings/setting-names";
import type { CredentialSource } from "../credential-source";

/** Credentials from the stack's configuration: `tencentcloud:secretId`, `secretKey` and `securityToken`. */
export function stackConfigSource(find: FindSetting): CredentialSource {
  return pairSource("the stack config", find, [configKeyOf("secretId"), configKeyOf("secretKey")]);
}

/** Credentials from `TENCENTCLOUD_SECRET_ID`, `TENCENTCLOUD_SECRET_KEY` and one of the three names of a token. */
export function environmentSource(find: FindSetting): CredentialSource {
  return pairSource("the environment", find, [variablesOf("secretId")[0], variablesOf("secretKey")[0]]);
}

function pairSource(
  name: string,
  find: FindSetting,
  [idName = "", keyName = ""]: readonly (string | undefined)[],
): CredentialSource {
  return {
    name,
    find: () =>
      // In a promise, so that half a pair is a rejection like any other failure of a source.
      Promise.resolve().then(() =>
        wholePair({
          idName,
          keyName,
          secretId: find("secretId")?.value,
          secretKey: find("secretKey")?.value,
          token: find("token")?.value,
        }),
      ),
  };
}
