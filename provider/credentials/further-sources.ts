import type { CredentialSource } from "./credential";
import { cvmRoleSource } from "./cvm-role";
import { sdkFileSource } from "./sdk-file";
import type { SourceTools } from "./settings";
import { tccliProfileSource } from "./tccli-profile";
import { tkeOidcSource, webIdentitySource } from "./web-identity";

export { assumeRole } from "./sts";

/** The sources that read files or ask servers, in the order in which they are tried. */
export function furtherSources(tools: SourceTools): readonly CredentialSource[] {
  const sources = [sdkFileSource, tccliProfileSource, webIdentitySource, tkeOidcSource, cvmRoleSource];
  return sources.map((source) => source(tools));
}
