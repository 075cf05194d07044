import { CredentialsError } from "../errors/package-errors";
import { printable } from "../model/printable";
import { sessionOf } from "./assume-role";
import type { CredentialSource } from "./credential";
import { readFileIfThere } from "./files";
import { type FindSetting, type Setting, type SettingName, type SourceTools, variablesOf } from "./settings";
import { temporaryCredential } from "./sts";

/** The settings that show that a pod has a role. The region alone does not: other programs of a cluster read it too. */
const TELLING = ["tkeRoleArn", "tkeProviderId", "tkeTokenFile"] as const;

/**
 * Credentials of the role of a pod in TKE, in exchange for the token that the cluster keeps fresh in a file.
 *
 * Source: https://www.tencentcloud.com/document/product/1150/49453 (AssumeRoleWithWebIdentity)
 */
export function tkeOidcSource(tools: SourceTools): CredentialSource {
  const { find } = tools;
  return {
    name: "TKE OIDC",
    find: async () => {
      if (TELLING.every((name) => find(name) === undefined)) {
        return { missing: `${TELLING.flatMap(variablesOf).join(", ")} are not set` };
      }
      const arn = required(find, "tkeRoleArn").value;
      const ProviderId = required(find, "tkeProviderId").value;
      const region = required(find, "tkeRegion").value;
      // Read again each time: the cluster replaces the token while a run of hours goes on.
      const WebIdentityToken = await readToken(required(find, "tkeTokenFile"));
      return temporaryCredential(tools, sessionOf(arn), {
        action: "AssumeRoleWithWebIdentity",
        region,
        parameters: { ProviderId, WebIdentityToken },
        secrets: [WebIdentityToken],
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
