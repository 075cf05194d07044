import { CredentialsError } from "../../errors/package-errors";
import { type Credential, credential } from "../credential";
import type { Lease } from "../lease";
import type { Missing } from "../credential-source";

/** What a place holds of a pair of keys, and how the halves are called there. */
export interface KeyPair {
  readonly idName: string;
  readonly keyName: string;
  /** Where the names stand, when they do not say so themselves, e.g. `in [default] of FILE`. */
  readonly where?: string;
  readonly secretId: string | undefined;
  readonly secretKey: string | undefined;
  readonly token?: string | undefined;
  readonly lease?: Lease | undefined;
}

/**
 * Both halves make a credential, neither makes none.
 *
 * Throws {@link CredentialsError} for one half alone: that is a mistake, which must not lead on to the next place.
 */
export function wholePair(pair: KeyPair): Credential | Missing {
  const { idName, keyName, secretId, secretKey, token, lease } = pair;
  const where = pair.where === undefined ? "" : ` ${pair.where}`;
  if (!secretId && !secretKey) return { missing: `${idName} and ${keyName} are not set${where}` };
  if (!secretId || !secretKey) {
    const [there, absent] = secretId ? [idName, keyName] : [keyName, idName];
    throw new CredentialsError(`${there} is set, but ${absent} is not${where}. Set both or neither`);
  }
  return credential({ secretId, secretKey, ...(token ? { token } : {}), ...(lease ? { lease } : {}) });
}
