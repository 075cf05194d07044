import type { CredentialSource } from "./credential";
import { pairOrNothing } from "./pair";

/** The names under which Tencent Cloud's Node.js SDK, Terraform provider and command line look for a session token. */
export const TOKEN_VARIABLES = [
  "TENCENTCLOUD_SECURITY_TOKEN",
  "TENCENTCLOUD_SESSION_TOKEN",
  "TENCENTCLOUD_TOKEN",
] as const;

/** Credentials from `TENCENTCLOUD_SECRET_ID`, `TENCENTCLOUD_SECRET_KEY` and one of the three token names. */
export function environmentSource(env: NodeJS.ProcessEnv): CredentialSource {
  return {
    name: "environment (TENCENTCLOUD_SECRET_ID, TENCENTCLOUD_SECRET_KEY)",
    find: () =>
      Promise.resolve(
        pairOrNothing(
          { name: "TENCENTCLOUD_SECRET_ID", value: env.TENCENTCLOUD_SECRET_ID },
          { name: "TENCENTCLOUD_SECRET_KEY", value: env.TENCENTCLOUD_SECRET_KEY },
          TOKEN_VARIABLES.map((variable) => env[variable]).find(Boolean),
        ),
      ),
  };
}
