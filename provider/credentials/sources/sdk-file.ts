import { CredentialsError } from "../../errors/package-errors";
import { printable } from "../../model/printable";
import type { Credential } from "../credential";
import { parseIni } from "./ini";
import { wholePair } from "./key-pair";
import type { ProfilePlaces } from "./profile-places";
import { readFileIfThere } from "./read-file";
import { type CredentialSource, isMissing, type Missing } from "../credential-source";

/** The one section that the SDKs read. */
const SECTION = "default";

/** Credentials from the INI file that Tencent Cloud's SDKs share. Not read where a profile is named: it has no names. */
export function sdkFileSource(places: () => ProfilePlaces): CredentialSource {
  return {
    name: "the SDK credentials file",
    find: async () => {
      const { sdkFiles, sdkFileNamedBy, profileNamedBy } = places();
      if (profileNamedBy !== undefined) {
        if (sdkFileNamedBy === undefined) return { missing: `not read, because ${profileNamedBy} is set` };
        throw new CredentialsError(`${sdkFileNamedBy} and ${profileNamedBy} name different places. Set one of them`);
      }
      const reasons: string[] = [];
      for (const file of sdkFiles) {
        const found = await readSdkFile(file);
        if (!isMissing(found)) return found;
        reasons.push(found.missing);
      }
      const missing = reasons.join(", ");
      if (sdkFileNamedBy !== undefined) throw new CredentialsError(`${sdkFileNamedBy} names a file, but ${missing}`);
      return { missing };
    },
  };
}

async function readSdkFile(file: string): Promise<Credential | Missing> {
  const text = await readFileIfThere(file);
  if (text === undefined) return { missing: `${printable(file, 300)} does not exist` };
  const section = parseIni(text).get(SECTION);
  return wholePair({
    idName: "secret_id",
    keyName: "secret_key",
    where: `in [${SECTION}] of ${printable(file, 300)}`,
    secretId: section?.get("secret_id"),
    secretKey: section?.get("secret_key"),
    token: section?.get("token"),
  });
}
