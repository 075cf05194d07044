import { CredentialsError } from "../errors/package-errors";
import { printable } from "../model/printable";
import { type Role, sessionIn } from "./assume-role";
import type { Credential, CredentialSource, Missing } from "./credential";
import { inHome, readFileIfThere } from "./files";
import { namesOf, type SettingName, type SourceTools } from "./settings";
import { temporaryCredential } from "./sts";

/** The settings of a source. One of `telling` shows that the source is meant; then all of them have to be there. */
interface Identity extends Readonly<Record<"arn" | "providerId" | "tokenFile", SettingName>> {
  readonly region?: SettingName;
  readonly telling: readonly SettingName[];
  readonly advice: { readonly all: string; readonly file: string };
}

const JOB: Identity = {
  arn: "assumeRoleArn",
  providerId: "webIdentityProviderId",
  tokenFile: "webIdentityTokenFile",
  telling: ["webIdentityTokenFile", "webIdentityProviderId"],
  advice: {
    all: "Set file, provider and role, or no file and provider",
    file: "Check that the job writes its token there",
  },
};

const POD: Identity = {
  arn: "tkeRoleArn",
  providerId: "tkeProviderId",
  tokenFile: "tkeTokenFile",
  region: "tkeRegion",
  // Not the region, which other programs of a cluster read too.
  telling: ["tkeRoleArn", "tkeProviderId", "tkeTokenFile"],
  advice: { all: "TKE sets all of them or none", file: "Check that the pod mounts its token" },
};

/** Credentials of the role that the settings name, in exchange for a token in a file, such as that of a CI job. */
export function webIdentitySource(tools: SourceTools): CredentialSource {
  const find = () => exchange(tools, JOB, (arn) => sessionIn(tools.find, arn));
  return { name: "the web identity token", actsAsRole: true, find };
}

/** Credentials of the role of a pod in TKE, in exchange for the token that the cluster keeps fresh in a file. */
export function tkeOidcSource(tools: SourceTools): CredentialSource {
  return { name: "TKE OIDC", find: () => exchange(tools, POD, (arn) => ({ arn })) };
}

/** Source: https://www.tencentcloud.com/document/product/1150/49453 (AssumeRoleWithWebIdentity) */
async function exchange(
  tools: SourceTools,
  { telling, advice, ...names }: Identity,
  session: (arn: string) => Role,
): Promise<Credential | Missing> {
  const set = telling.flatMap((name) => tools.find(name)?.name ?? []).join(" and ");
  if (set === "") return { missing: `${telling.map(namesOf).join(", ")} are not set` };
  const required = (name: SettingName) => {
    const setting = tools.find(name);
    if (setting !== undefined) return setting;
    throw new CredentialsError(`${set} is set, but ${namesOf(name)} is not. ${advice.all}`);
  };
  const role = session(required(names.arn).value);
  const ProviderId = required(names.providerId).value;
  const region = names.region && required(names.region).value;
  const file = required(names.tokenFile);
  // Read again each time: the file gets a newer token while a run of hours goes on.
  const token = (await readFileIfThere(inHome(file.value, tools.machine)))?.trim();
  if (!token) {
    const what = token === undefined ? "does not exist" : "is empty";
    throw new CredentialsError(`the file ${printable(file.value, 300)} (${file.name}) ${what}. ${advice.file}`);
  }
  const parameters = { ProviderId, WebIdentityToken: token };
  const action = "AssumeRoleWithWebIdentity";
  return temporaryCredential(tools, role, { action, region, parameters, secrets: [token] });
}
