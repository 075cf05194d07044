import { ask, fetchText, type TextReply } from "../cloud/fetch-text";
import { directRoute } from "../cloud/route";
import { CredentialsError } from "../errors/package-errors";
import type { Moment } from "../time/clock";
import { parseObject } from "../model/objects";
import { printable } from "../model/printable";
import type { Credential, CredentialSource } from "./credential";
import { namesOf, originIn, type SourceTools } from "./settings";
import { readTemporary } from "./temporary";

const METADATA_ENDPOINT = "http://metadata.tencentyun.com";
const ROLES_PATH = "/latest/meta-data/cam/security-credentials/";
/** On an instance the server answers within milliseconds. Anywhere else it may never answer. */
const TIMEOUT_SECONDS = 2;

const ADVICE = "Check that this machine is a CVM instance and that the role is bound to it";
const ROLE_NAME = /^[\w+=,.@-]{1,128}$/;

/** Credentials of a role of the CVM instance. Requested only where a role is named: elsewhere no server may answer. */
export function cvmRoleSource(tools: SourceTools): CredentialSource {
  return {
    name: "the CVM role",
    find: async () => {
      const role = tools.find("camRoleName");
      if (role === undefined) return { missing: `${namesOf("camRoleName")} is not set`, isUnset: true };
      return roleCredential(tools, role.value);
    },
  };
}

/**
 * The temporary credential of a role of this CVM instance; without a name, of the one that is bound to it.
 *
 * Source: https://www.tencentcloud.com/document/product/213/4934 (instance metadata)
 */
export async function roleCredential(tools: SourceTools, roleName?: string): Promise<Credential> {
  const role = roleName ?? (await metadata(tools, "the role of this instance", "", ({ text }) => text.trim()));
  if (!ROLE_NAME.test(role)) throw new CredentialsError(`"${printable(role, 80)}" is not the name of a CAM role`);
  return metadata(tools, `role ${role}`, role, ({ text, serverTimeMs }, since) => {
    const keys = parseObject(text);
    if (keys === undefined) throw new CredentialsError(`the reply is not JSON. ${ADVICE}`);
    if (keys.Code !== "Success") throw new CredentialsError(`there are no credentials for it. ${ADVICE}`);
    return readTemporary(tools.clock, { keys, expiredTime: keys.ExpiredTime, serverTimeMs, since });
  });
}

function metadata<T>(
  { find, clock, secondMs }: SourceTools,
  what: string,
  path: string,
  read: (reply: TextReply, since: Moment) => T,
): Promise<T> {
  const endpoint = originIn(find, "metadataEndpoint") ?? METADATA_ENDPOINT;
  return ask(`${what} from the metadata server (${new URL(endpoint).host})`, secondMs, async () => {
    const since = clock();
    // It answers only the machine itself, so no proxy can reach it.
    const route = await directRoute(endpoint);
    const options = { timeoutSeconds: TIMEOUT_SECONDS, secondMs, advice: ADVICE, route };
    return read(await fetchText(`${endpoint}${ROLES_PATH}${path}`, options), since);
  });
}
