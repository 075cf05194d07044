import { join } from "node:path";
import { CredentialsError } from "../../errors/package-errors";
import { printable, printableValue } from "../../model/printable";
import type { MetadataServer } from "../servers/metadata-server";
import { type JsonObject, parseObject } from "../json-object";
import { wholePair } from "./key-pair";
import { type Clock, Lease } from "../lease";
import type { ProfilePlaces } from "./profile-places";
import { DEFAULT_SESSION_NAME, DEFAULT_SESSION_SECONDS, type Role } from "../role";
import { readFileIfThere } from "./read-file";
import { type CredentialSource, isMissing } from "../credential-source";
import type { Sts } from "../servers/sts";

interface ProfileTools {
  readonly clock: Clock;
  readonly sts: () => Sts;
  readonly metadata: () => MetadataServer;
}

/**
 * Credentials of a profile of Tencent Cloud's command line: keys, a login of limited life, the role of the CVM instance,
 * or a role to assume. The file is read again when a login ends, because the command line renews it there.
 */
export function tccliProfileSource(places: () => ProfilePlaces, tools: ProfileTools): CredentialSource {
  return {
    name: "the tccli profile",
    find: async () => {
      const { tccliFolder, profile, profileNamedBy } = places();
      if (/[/\\]/.test(profile)) throw new CredentialsError(`${printableValue(profile)} is not the name of a profile`);
      const file = join(tccliFolder, `${profile}.credential`);
      const found = await readProfile(file, tools);
      if (!isMissing(found) || profileNamedBy === undefined) return found;
      throw new CredentialsError(
        `${profileNamedBy} is set, but ${found.missing}. Check it, or run \`tccli configure\``,
      );
    },
  };
}

async function readProfile(file: string, { clock, sts, metadata }: ProfileTools) {
  const name = printable(file, 300);
  const text = await readFileIfThere(file);
  if (text === undefined) return { missing: `${name} does not exist` };
  const fields = parseObject(text);
  if (fields === undefined) throw new CredentialsError(`${name} is not a JSON object`);
  if (fields.type === "cvm-role") return metadata().roleCredential();
  const field = (key: string): string | undefined => textIn(fields, key, name);
  const keys = wholePair({
    idName: "secretId",
    keyName: "secretKey",
    where: `in ${name}`,
    secretId: field("secretId"),
    secretKey: field("secretKey"),
    token: field("token"),
    lease: leaseOf(fields, name, clock),
  });
  const role = roleOf(field);
  return isMissing(keys) || role === undefined ? keys : sts().assumeRole(role, keys);
}

function textIn(fields: JsonObject, key: string, file: string): string | undefined {
  const value = fields[key];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") throw new CredentialsError(`${key} in ${file} is not text`);
  return value.trim();
}

/** The end of a login, in seconds since 1970; a profile that holds keys of an account has none. */
function leaseOf({ expiresAt }: JsonObject, file: string, clock: Clock): Lease | undefined {
  if (typeof expiresAt !== "number") return undefined;
  const now = clock();
  const lifetimeMs = expiresAt * 1000 - now.wallMs;
  if (lifetimeMs > 0) return new Lease(clock, now, lifetimeMs);
  throw new CredentialsError(
    `the login in ${file} has expired. Log in again with \`tccli auth login\` or \`tccli sso login\``,
  );
}

function roleOf(field: (key: string) => string | undefined): Role | undefined {
  const arn = field("role-arn");
  if (!arn) return undefined;
  const sessionName = field("role-session-name") ?? "";
  return {
    arn,
    sessionName: sessionName === "" ? DEFAULT_SESSION_NAME : sessionName,
    durationSeconds: DEFAULT_SESSION_SECONDS,
  };
}
