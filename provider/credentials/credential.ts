import { inspect } from "node:util";
import { CredentialsError } from "../errors/package-errors";
import { defined } from "../model/objects";
import type { Lease } from "./lease";

/** The keys that sign a request, with a session token where they are temporary. */
export interface Credential {
  readonly secretId: string;
  readonly secretKey: string;
  readonly token?: string;
  /** The life of a temporary credential; absent where it has no expiry, or none is known. */
  readonly lease?: Lease;
}

/** A source of credentials. */
export interface CredentialSource {
  /** Its name in messages. */
  readonly name: string;
  /** The names of the settings that its keys come from. */
  readonly settings?: string;
  /** Whether its credential already is that of the role that the settings ask to assume. */
  readonly actsAsRole?: true;
  /**
   * The credential, or why the source has none. Throws {@link CredentialsError} where it has one that cannot be used: with
   * the next source, the run would act under an identity that nobody asked for.
   */
  find(): Promise<Credential | Missing>;
}

/** Why a source has no credential, to follow its name in a message. */
export interface Missing {
  readonly missing: string;
  /** Whether nobody has set the source up at all, which goes without saying. */
  readonly isUnset?: true;
}

export function isMissing(found: object): found is Missing {
  return "missing" in found;
}

/**
 * The credential of the keys that a source has, if there are any. Throws {@link CredentialsError} for half a pair, which is a
 * mistake. `names` are the source's names for the two halves, and `where` says where they are, e.g. ` in [default] of FILE`.
 */
export function wholePair(
  keys: { readonly [K in keyof Credential]?: Credential[K] | undefined },
  [idName, keyName]: readonly [string, string],
  where = "",
): Credential | Missing {
  const { secretId, secretKey, token, lease } = keys;
  if (!secretId && !secretKey) {
    const missing = `${idName} and ${keyName} are not set${where}`;
    return where === "" ? { missing, isUnset: true } : { missing };
  }
  if (!secretId || !secretKey) {
    const [there, absent] = secretId ? [idName, keyName] : [keyName, idName];
    throw new CredentialsError(`${there} is set, but ${absent} is not${where}. Set both or neither`);
  }
  return credential(defined({ secretId, secretKey, token: token === "" ? undefined : token, lease }));
}

/**
 * Makes a credential that stays hidden when it, or anything that holds it, is logged, spread or serialised.
 *
 * Throws {@link CredentialsError} for text that cannot be sent: HTTP clients quote a header's value when they refuse it.
 */
export function credential(parts: Credential): Credential {
  const texts = { SecretId: parts.secretId, SecretKey: parts.secretKey, "session token": parts.token };
  for (const [what, text] of Object.entries(texts)) {
    if (text === undefined) continue;
    if (!/^[\x21-\x7e]+$/.test(text)) {
      throw new CredentialsError(`the ${what} holds blanks or other characters that cannot be part of one`);
    }
    if (/^(["'`]).*\1$/.test(text)) {
      throw new CredentialsError(`the ${what} stands in quotation marks. Set it without them`);
    }
  }
  const shown = (): string => "[credential]";
  const hidden = Object.create({ toJSON: shown, [inspect.custom]: shown }) as Credential;
  // Properties defined like this are not enumerable, so JSON, spread and console leave them out. A debugger, which shows
  // them all the same, shows only a getter.
  for (const [name, value] of Object.entries(parts)) {
    Object.defineProperty(hidden, name, { get: (): unknown => value });
  }
  return hidden;
}
