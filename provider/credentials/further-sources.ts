import type { CredentialSource } from "./credential";
import { cvmRoleSource } from "./cvm-role";
import { sdkFileSource } from "./sdk-file";
import type { SourceTools } from "./settings";
import { tccliProfileSource } from "./tccli-profile";
import { tkeOidcSource } from "./tke-oidc";

export { assumeRole } from "./sts";

/** The sources that read files or ask servers, in the order in which they are tried. */
export function furtherSources(tools: SourceTools): readonly CredentialSource[] {
  return [sdkFileSource(tools), tccliProfileSource(tools), tkeOidcSource(tools), cvmRoleSource(tools)];
}
