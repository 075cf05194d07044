import type { ReadConfig } from "../read-config";
import { defaultRegion } from "../settings";
import { CredentialChain } from "./chain";
import type { Credential } from "./credential";
import { METADATA_ENDPOINT, MetadataServer } from "./servers/metadata-server";
import { cvmRoleSource } from "./sources/cvm-role";
import { type Clock, systemClock } from "./lease";
import { type Machine, profilePlaces, thisMachine } from "./sources/profile-places";
import { inBridgeObject, roleIn } from "./settings/role-settings";
import { sdkFileSource } from "./sources/sdk-file";
import { inEnvironment, inStackConfig, inTurn } from "./settings/setting";
import { environmentSource, stackConfigSource } from "./sources/settings-source";
import { Sts } from "./servers/sts";
import { tccliProfileSource } from "./sources/tccli-profile";
import { tkeOidcSource } from "./sources/tke-oidc";
import { stsOrigin } from "./settings/sts-origin";
import { originIn } from "./settings/url-setting";

export interface CredentialChainOptions {
  readonly readConfig: ReadConfig;
  readonly env: NodeJS.ProcessEnv;
  /** Length of a second in milliseconds. @default 1000 */
  readonly secondMs?: number;
  readonly clock?: Clock;
  readonly machine?: Machine;
}

/** STS answers in every region alike; requests have to name one all the same. */
const STS_REGION = "ap-guangzhou";

/**
 * The way to credentials, in order: stack config, environment, the SDKs' file, a profile of the command line, TKE OIDC,
 * CVM role; and on top of any of them the role that the settings ask to assume. docs/credentials.md tells it to users.
 *
 * Nothing is read, loaded or asked before the places ahead of it were found to be empty.
 */
export function credentialChain(options: CredentialChainOptions): CredentialChain {
  const { readConfig, env, secondMs = 1000, clock = systemClock, machine = thisMachine(env) } = options;
  const [config, environment] = [inStackConfig(readConfig), inEnvironment(env)];
  const find = inTurn(config, inBridgeObject(readConfig), environment);
  const places = () => profilePlaces(find, machine);
  const sts = () =>
    new Sts({
      endpoint: originIn(find, "stsEndpoint") ?? stsOrigin(readConfig, env),
      region: defaultRegion(readConfig, env) ?? STS_REGION,
      clock,
      secondMs,
    });
  const metadata = () =>
    new MetadataServer({ endpoint: originIn(find, "metadataEndpoint") ?? METADATA_ENDPOINT, clock, secondMs });
  const sources = [
    stackConfigSource(config),
    environmentSource(environment),
    sdkFileSource(places),
    tccliProfileSource(places, { clock, sts, metadata }),
    tkeOidcSource(find, sts),
    cvmRoleSource(find, metadata),
  ];
  const assumeRole = async (found: Credential) => {
    const role = roleIn(find);
    return role === undefined ? found : sts().assumeRole(role, found);
  };
  return new CredentialChain(sources, assumeRole, clock);
}
