import { CredentialsError } from "../../errors/package-errors";
import { printable } from "../../model/printable";
import { DEFAULT_SESSION_NAME, DEFAULT_SESSION_SECONDS } from "../role";
import { readFileIfThere } from "./read-file";
import type { FindSetting, Setting } from "../settings/setting";
import { type SettingName, variablesOf } from "../settings/setting-names";
import type { CredentialSource } from "../credential-source";
import type { Sts } from "../servers/sts";

/** What says that a pod has a role. The region alone does not: other programs of a cluster read it too. */
const TELLING = ["tkeRoleArn", "tkeProviderId", "tkeTokenFile"] as const;

/**
 * Credentials of the role that a pod in TKE is given, for the token that the cluster keeps fresh in a file.
 *
 * Source: https://www.tencentcloud.com/document/product/1150/49453 (AssumeRoleWithWebIdentity)
 */
export function tkeOidcSource(find: FindSetting, sts: () => Sts): CredentialSource {
  return {
    name: "TKE OIDC",
    find: async () => {
      if (TELLING.every((name) => find(name) === undefined)) {
        return { missing: `${TELLING.flatMap(variablesOf).join(", ")} are not set` };
      }
      return sts().assumeRoleWithWebIdentity({
        arn: required(find, "tkeRoleArn").value,
        providerId: required(find, "tkeProviderId").value,
        region: required(find, "tkeRegion").value,
        // Read anew each time: the cluster replaces the token long before a wait of hours ends.
        identityToken: await readToken(required(find, "tkeTokenFile")),
        sessionName: DEFAULT_SESSION_NAME,
        durationSeconds: DEFAULT_SESSION_SECONDS,
      });
    },
  };
}

function required(find: FindSetting, name: SettingName): Setting {
  const setting = find(name);
  if (setting !== undefined) return setting;
  const set = TELLING.flatMap((other) => find(other)?.name ?? []).join(" and ");
  throw new CredentialsError(
    `${set} is set, but ${variablesOf(name).join(" or ")} is not. TKE sets all of them or none`,
  );
}

async function readToken({ name, value: path }: Setting): Promise<string> {
  const token = (await readFileIfThere(path))?.trim();
  if (token) return token;
  const what = token === undefined ? "does not exist" : "is empty";
  throw new CredentialsError(`the file ${printable(path, 300)} (${name}) ${what}. Check that the pod mounts its token`);
}
