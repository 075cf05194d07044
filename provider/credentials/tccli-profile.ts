import { join } from "node:path";
import { CredentialsError } from "../errors/package-errors";
import type { Clock } from "../time/clock";
import { type JsonObject, parseObject } from "../model/objects";
import { printable, printableValue } from "../model/printable";
import { type Credential, type CredentialSource, isMissing, type Missing, wholePair } from "./credential";
import { roleCredential } from "./cvm-role";
import { inHome, readText } from "./files";
import { Lease } from "./lease";
import type { SourceTools } from "./settings";
import { assumeRole } from "./sts";

/**
 * Credentials of a profile of Tencent Cloud's command line: keys, a login that expires, the role of the CVM instance,
 * or a role to assume. The file is read again when a login expires, because the command line renews it there.
 */
export function tccliProfileSource(tools: SourceTools): CredentialSource {
  const { find, machine } = tools;
  return {
    name: "the tccli profile",
    find: async () => {
      const [folder, named] = [find("sharedCredentialsDir"), find("profile")];
      const profile = named?.value ?? "default";
      if (/[/\\]/.test(profile)) throw new CredentialsError(`${printableValue(profile)} is not the name of a profile`);
      const file = join(inHome(folder?.value ?? "~/.tccli", machine), `${profile}.credential`);
      const setting = named ?? folder;
      const found = await readProfile(file, setting !== undefined, tools);
      if (!isMissing(found) || setting === undefined) return found;
      throw new CredentialsError(`${setting.name} is set, but ${found.missing}. Check it, or run \`tccli configure\``);
    },
  };
}

async function readProfile(file: string, isNamed: boolean, tools: SourceTools): Promise<Credential | Missing> {
  const name = printable(file, 300);
  const read = await readText(file, { isNamed });
  if (isMissing(read)) return read;
  const fields = parseObject(read.text);
  if (fields === undefined) throw new CredentialsError(`${name} is not a JSON object`);
  if (fields.type === "cvm-role") return roleCredential(tools);
  const field = (key: string): string | undefined => textIn(fields, key, name);
  const lease = leaseOf(fields, name, tools.clock);
  const keys = { secretId: field("secretId"), secretKey: field("secretKey"), token: field("token"), lease };
  const found = wholePair(keys, ["secretId", "secretKey"], ` in ${name}`);
  const arn = field("role-arn");
  if (isMissing(found) || arn === undefined) return found;
  return assumeRole(tools, { arn, sessionName: field("role-session-name") }, found);
}

/** The trimmed text of a field. Empty text counts as not set. */
function textIn(fields: JsonObject, key: string, file: string): string | undefined {
  const value = fields[key];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") throw new CredentialsError(`${key} in ${file} is not text`);
  return value.trim() || undefined;
}

/** The life of a login, from its expiry in seconds since 1970. A profile with the keys of an account has none. */
function leaseOf({ expiresAt }: JsonObject, file: string, clock: Clock): Lease | undefined {
  if (typeof expiresAt !== "number") return undefined;
  const now = clock();
  const lifetimeMs = expiresAt * 1000 - now.wallMs;
  if (lifetimeMs > 0) return new Lease(clock, now, lifetimeMs);
  throw new CredentialsError(
    `the login in ${file} has expired (expiresAt ${expiresAt}). Log in again with \`tccli auth login\` or ` +
      "`tccli sso login`, or remove expiresAt if these are keys that do not expire",
  );
}
