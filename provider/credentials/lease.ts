import { CredentialsError } from "../errors/package-errors";
import { ageMs, type Clock, type Moment } from "../model/clock";
import type { JsonObject } from "../model/objects";
import { type Credential, credential } from "./credential";

/** A temporary credential is renewed this long before its expiry, or when this share of its life is left if that is later. */
const RENEWAL_MARGIN_MS = 5 * 60_000;
const RENEWAL_SHARE = 0.2;

/** How often a renewal is tried at most before the old credential expires. */
const RENEWAL_TRIES = 30;

/** The life of a temporary credential, counted from the moment before it was requested. */
export class Lease {
  constructor(
    private readonly clock: Clock,
    private readonly since: Moment,
    private readonly lifetimeMs: number,
  ) {}

  /** Whether it is time to renew the credential, which can still be used. */
  get isDue(): boolean {
    return this.remainingMs <= this.marginMs;
  }

  /** The shortest time between two tries to renew the credential. */
  get renewalPauseMs(): number {
    return this.marginMs / RENEWAL_TRIES;
  }

  get isOver(): boolean {
    return this.remainingMs <= 0;
  }

  private get marginMs(): number {
    return Math.min(RENEWAL_MARGIN_MS, this.lifetimeMs * RENEWAL_SHARE);
  }

  private get remainingMs(): number {
    return this.lifetimeMs - ageMs(this.since, this.clock());
  }
}

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
