import type { CredentialSource } from "../credential-source";
import type { MetadataServer } from "../servers/metadata-server";
import { type FindSetting, namesOf } from "../settings/setting";

/** Credentials of a role of the CVM instance; asked for only where a role is named, because elsewhere nobody answers. */
export function cvmRoleSource(find: FindSetting, metadata: () => MetadataServer): CredentialSource {
  return {
    name: "the CVM role",
    find: async () => {
      const role = find("camRoleName");
      if (role === undefined) return { missing: `${namesOf("camRoleName")} is not set` };
      return metadata().roleCredential(role.value);
    },
  };
}
