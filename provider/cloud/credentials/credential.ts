/** A key pair that signs requests, with the token and the end of its life where it is a temporary one. */
export interface Credential {
  readonly secretId: string;
  readonly secretKey: string;
  readonly token?: string;
  /** When a temporary credential ends, in milliseconds since 1970. */
  readonly expiresAtMs?: number;
}

/** One place in which credentials may be found. */
export interface CredentialSource {
  /** How an error calls this place, e.g. `environment (TENCENTCLOUD_SECRET_ID)`. */
  readonly name: string;
  /** The credential, or `undefined` where this place holds none. Throws where it holds one that cannot be used. */
  find(): Promise<Credential | undefined>;
}
