import type { Credential } from "./credential";

/** One place in which credentials may be found. */
export interface CredentialSource {
  /** How messages call this place. */
  readonly name: string;
  /**
   * The credential, or why this place holds none. Throws {@link CredentialsError} where it holds one that cannot be used:
   * going on to the next place would mean to act under another name than the one that was asked for.
   */
  find(): Promise<Credential | Missing>;
}

/** Why a place holds no credential, as the end of a sentence that starts with the place's name. */
export interface Missing {
  readonly missing: string;
}

export function isMissing(found: Credential | Missing): found is Missing {
  return "missing" in found;
}
