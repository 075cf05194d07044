import type { ReadConfig } from "../cloud/settings";
import { defaultRegion } from "../cloud/settings";
import type { CredentialSource } from "./credential-source";
import type { Clock } from "./lease";
import { METADATA_ENDPOINT, MetadataServer } from "./servers/metadata-server";
import { Sts } from "./servers/sts";
import type { FindSetting } from "./settings/setting";
import { stsOrigin } from "./settings/sts-origin";
import { originIn } from "./settings/url-setting";
import { cvmRoleSource } from "./sources/cvm-role";
import { type Machine, profilePlaces, thisMachine } from "./sources/profile-places";
import { sdkFileSource } from "./sources/sdk-file";
import { tccliProfileSource } from "./sources/tccli-profile";
import { tkeOidcSource } from "./sources/tke-oidc";

export interface FurtherPlacesOptions {
  readonly readConfig: ReadConfig;
  readonly env: NodeJS.ProcessEnv;
  readonly find: FindSetting;
  readonly secondMs: number;
  readonly clock: Clock;
  readonly machine?: Machine;
}

/** STS answers in every region alike; requests have to name one all the same. */
const STS_REGION = "ap-guangzhou";

/** The places for which files are read or servers are asked, and the service that changes one identity for another. */
export function furtherPlaces(options: FurtherPlacesOptions): {
  sources(): readonly CredentialSource[];
  sts(): Sts;
} {
  const { readConfig, env, find, secondMs, clock, machine = thisMachine(env) } = options;
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
  return {
    sts,
    sources: () => [
      sdkFileSource(places),
      tccliProfileSource(places, { clock, sts, metadata }),
      tkeOidcSource(find, sts),
      cvmRoleSource(find, metadata),
    ],
  };
}
