import { join } from "node:path";
import { parse } from "ini";
import { CredentialsError } from "../errors/package-errors";
import { asObject } from "../model/objects";
import { printable } from "../model/printable";
import { type Credential, type CredentialSource, isMissing, type Missing, wholePair } from "./credential";
import { inHome, readText } from "./files";
import type { SourceTools } from "./settings";

/** The one section that the SDKs read. */
const SECTION = "default";

/** Credentials from the INI file that Tencent Cloud's SDKs share. Ignored where a profile is named: the file has none. */
export function sdkFileSource({ find, machine }: SourceTools): CredentialSource {
  return {
    name: "the SDK credentials file",
    find: async () => {
      const named = find("credentialsFile");
      const profile = find("profile") ?? find("sharedCredentialsDir");
      if (profile !== undefined) {
        if (named === undefined) return { missing: `not read, because ${profile.name} is set` };
        throw new CredentialsError(`${named.name} and ${profile.name} name different sources. Set one of them`);
      }
      const reasons: string[] = [];
      const usual = [join(machine.home, ".tencentcloud", "credentials"), join(machine.systemFolder, "credentials")];
      for (const file of named ? [inHome(named.value, machine)] : usual) {
        const found = await readSdkFile(file, named !== undefined);
        if (!isMissing(found)) return found;
        reasons.push(found.missing);
      }
      const missing = reasons.join(", ");
      if (named !== undefined) throw new CredentialsError(`${named.name} names a file, but ${missing}`);
      return { missing };
    },
  };
}

async function readSdkFile(file: string, isNamed: boolean): Promise<Credential | Missing> {
  const path = printable(file, 300);
  const read = await readText(file, { isNamed });
  if (isMissing(read)) return read;
  const section = asObject(parse(normalised(read.text))[SECTION]) ?? {};
  const [secretId, secretKey, token] = ["secret_id", "secret_key", "token"].map((name) =>
    typeof section[name] === "string" ? section[name] : undefined,
  );
  return wholePair({ secretId, secretKey, token }, ["secret_id", "secret_key"], ` in [${SECTION}] of ${path}`);
}

/** The parser takes no blanks before a section, and a value to end at every `;` or `#` in it. */
function normalised(text: string): string {
  const lines = text.split("\n").map((line) => line.trim());
  return lines.map((line) => (/["']/.test(line) ? line : line.replace(/(?<=\S)[;#]/g, "\\$&"))).join("\n");
}
