import { CredentialsError } from "../errors/package-errors";
import { parseObject } from "../model/objects";
import { printable } from "../model/printable";
import { type Role, sessionIn } from "./assume-role";
import { type Credential, type CredentialSource, isMissing, type Missing } from "./credential";
import { inHome, readText } from "./files";
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
  if (set === "") return { missing: `${telling.map(namesOf).join(", ")} are not set`, isUnset: true };
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
  const read = await readText(inHome(file.value, tools.machine), { isNamed: true });
  const unusable = (what: string) =>
    new CredentialsError(`the file ${printable(file.value, 300)} (${file.name}) ${what}. ${advice.file}`);
  if (isMissing(read)) throw unusable("does not exist");
  const token = tokenIn(read.text);
  if (token === undefined) throw unusable("is JSON without a web_identity_token");
  if (token === "") throw unusable("is empty");
  const parameters = { ProviderId, WebIdentityToken: token };
  const action = "AssumeRoleWithWebIdentity";
  return temporaryCredential(tools, role, { action, region, parameters, secrets: [token] });
}

/** The token: the file's text, or the field that it has in the JSON file of Tencent Cloud's Terraform provider. */
function tokenIn(text: string): string | undefined {
  const fields = parseObject(text);
  if (fields === undefined) return text.trim();
  return typeof fields.web_identity_token === "string" ? fields.web_identity_token.trim() : undefined;
}
