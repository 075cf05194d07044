import type { ReadConfig } from "../read-config";
import type { CredentialSource } from "./credential";
import { pairOrNothing } from "./pair";

/** Credentials from the stack's configuration: `tencentcloud:secretId`, `secretKey` and `securityToken`. */
export function stackConfigSource(readConfig: ReadConfig): CredentialSource {
  return {
    name: "stack config (tencentcloud:secretId, tencentcloud:secretKey)",
    find: () =>
      Promise.resolve(
        pairOrNothing(
          { name: "tencentcloud:secretId", value: readConfig("tencentcloud:secretId") },
          { name: "tencentcloud:secretKey", value: readConfig("tencentcloud:secretKey") },
          readConfig("tencentcloud:securityToken"),
        ),
      ),
  };
}
