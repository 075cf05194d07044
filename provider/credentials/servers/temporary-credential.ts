import { CredentialsError } from "../../errors/package-errors";
import { type Credential, credential } from "../credential";
import type { JsonObject } from "../json-object";
import { type Clock, Lease, type Moment } from "../lease";

/** A temporary credential as STS and the metadata server tell it, with the same fields under the same names. */
export interface TemporaryReply {
  readonly keys: JsonObject;
  /** When it ends, in seconds since 1970. */
  readonly expiredTime: unknown;
  /** The server's clock, where it told. */
  readonly serverTimeMs: number | undefined;
  /** The life that was asked for, where one was. */
  readonly askedSeconds?: number;
  /** The moment before the request was sent. */
  readonly since: Moment;
}

/**
 * Reads a temporary credential. Its life is counted by the server's own clock where the server tells it, so that a
 * machine whose clock is wrong neither keeps a dead credential nor renews a fresh one.
 *
 * Throws {@link CredentialsError} for fields that are missing or of a wrong type, and for a life that is over already.
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

/** Says what is wrong with a field, not what it holds: it may be part of a secret. */
function unreadable(name: string, expected: string): CredentialsError {
  return new CredentialsError(`${name} in the reply is not ${expected}`);
}
