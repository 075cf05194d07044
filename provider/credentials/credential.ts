import { inspect } from "node:util";
import { CredentialsError } from "../errors/package-errors";
import type { Lease } from "./lease";

/** What signs a request: a pair of keys, with a session token where it is a temporary one. */
export interface Credential {
  readonly secretId: string;
  readonly secretKey: string;
  readonly token?: string;
  /** The life of a temporary credential; absent where its end is not known or there is none. */
  readonly lease?: Lease;
}

/**
 * Makes a credential that shows nothing of itself when it is logged, spread, serialised or part of something that is.
 *
 * Throws {@link CredentialsError} for text that cannot be sent: HTTP clients quote a header's value when they refuse it.
 */
export function credential(parts: Credential): Credential {
  for (const [what, text] of [
    ["SecretId", parts.secretId],
    ["SecretKey", parts.secretKey],
    ["session token", parts.token],
  ] as const) {
    if (text !== undefined && !/^[\x21-\x7e]+$/.test(text)) {
      throw new CredentialsError(`the ${what} holds blanks or other characters that cannot be part of one`);
    }
  }
  return new UnseenCredential(parts);
}

class UnseenCredential implements Credential {
  declare readonly secretId: string;
  declare readonly secretKey: string;
  declare readonly token?: string;
  declare readonly lease?: Lease;

  constructor(parts: Credential) {
    // Defined like this, properties are not enumerable: JSON, spread and console leave them out. What shows properties all
    // the same, as debuggers do, shows that there is a getter.
    for (const [name, value] of Object.entries(parts)) {
      Object.defineProperty(this, name, { get: (): unknown => value });
    }
  }

  toJSON(): string {
    return "[credential]";
  }

  [inspect.custom](): string {
    return this.toJSON();
  }
}
