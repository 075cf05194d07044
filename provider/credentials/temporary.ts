import { CredentialsError } from "../errors/package-errors";
import type { Clock, Moment } from "../time/clock";
import type { JsonObject } from "../model/objects";
import { type Credential, credential } from "./credential";
import { Lease } from "./lease";

/** A temporary credential as STS and the metadata server send it, with the same field names. */
export interface TemporaryReply {
  readonly keys: JsonObject;
  /** Its expiry, in seconds since 1970. */
  readonly expiredTime: unknown;
  /** The server's time, where it says so. */
  readonly serverTimeMs: number | undefined;
  /** The requested life, where one was requested. */
  readonly askedSeconds?: number;
  /** The moment before the request was sent. */
  readonly since: Moment;
}

/**
 * Reads a temporary credential. Its life is counted by the server's clock where known, so that a machine with a wrong clock
 * neither keeps an expired credential nor renews a fresh one.
 *
 * Throws {@link CredentialsError} for fields that are missing or of a wrong type, and for an expired credential.
 */
export function readTemporary(clock: Clock, reply: TemporaryReply): Credential {
  const { keys, expiredTime, since, serverTimeMs = since.wallMs, askedSeconds = Number.POSITIVE_INFINITY } = reply;
  if (typeof expiredTime !== "number" || !Number.isFinite(expiredTime)) throw unreadable("ExpiredTime", "a number");
  const lifetimeMs = Math.min(expiredTime * 1000 - serverTimeMs, askedSeconds * 1000);
  if (lifetimeMs <= 0) throw new CredentialsError("the reply holds credentials that have expired already");
  return credential({
    secretId: textOf(keys, "TmpSecretId"),
    secretKey: textOf(keys, "TmpSecretKey"),
    token: textOf(keys, "Token"),
    lease: new Lease(clock, since, lifetimeMs),
  });
}

function textOf(keys: JsonObject, name: string): string {
  const value = keys[name];
  if (typeof value !== "string" || value === "") throw unreadable(name, "text");
  return value;
}

/** Names the field, but not its value: that may be part of a secret. */
function unreadable(name: string, expected: string): CredentialsError {
  return new CredentialsError(`${name} in the reply is not ${expected}`);
}
