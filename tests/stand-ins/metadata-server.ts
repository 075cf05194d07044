import { type StandInServer, startStandIn } from "./stand-in-server";
import { newTemporaryKeys, type TemporaryKeys } from "./temporary-keys";

export interface MetadataOptions {
  /** The role that is bound to the instance. */
  readonly role: string;
  /** Makes the keys that are given out. @default random ones */
  readonly issue?: () => TemporaryKeys;
  /** How long they live. @default 7200 */
  readonly seconds?: number;
  /** The server's clock, in milliseconds since 1970. @default this machine's */
  readonly now?: () => number;
}

export interface MetadataServer extends StandInServer {
  /** All keys that were given out, the oldest first. */
  readonly issued: TemporaryKeys[];
}

const ROLES = "/latest/meta-data/cam/security-credentials/";

/** The metadata server of a CVM instance to which one role is bound. */
export async function startMetadata(options: MetadataOptions): Promise<MetadataServer> {
  const { role, issue = newTemporaryKeys, seconds = 7200, now = Date.now } = options;
  const issued: TemporaryKeys[] = [];
  const server = await startStandIn(({ method, path }) => {
    if (method === "GET" && path === ROLES) return { body: `${role}\n` };
    if (method !== "GET" || path !== ROLES + role) return { status: 404, body: "Not Found" };
    const keys = issue();
    issued.push(keys);
    const expiredTime = Math.floor(now() / 1000) + seconds;
    return {
      body: JSON.stringify({
        TmpSecretId: keys.secretId,
        TmpSecretKey: keys.secretKey,
        Token: keys.token,
        ExpiredTime: expiredTime,
        Expiration: new Date(expiredTime * 1000).toISOString(),
        Code: "Success",
      }),
    };
  }, now);
  return { ...server, issued };
}
