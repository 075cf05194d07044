import { CredentialsError } from "../../errors/credentials-error";
import type { Credential, CredentialSource } from "./credential";

/** A temporary credential is renewed this long before it ends, so that no request is signed with a dying one. */
const RENEWAL_MARGIN_MS = 5 * 60_000;

/** Finds the first source that holds credentials, and keeps what it found until shortly before that ends. */
export class CredentialChain {
  private current: Promise<Credential> | undefined;
  private renewAtMs = Number.POSITIVE_INFINITY;

  constructor(private readonly sources: readonly CredentialSource[]) {}

  /**
   * The credential to sign the next request with. Concurrent callers share one search.
   *
   * Throws {@link CredentialsError} when no source holds credentials; the message lists what was tried.
   */
  async getCredential(): Promise<Credential> {
    if (this.current === undefined || Date.now() >= this.renewAtMs) {
      this.renewAtMs = Number.POSITIVE_INFINITY;
      this.current = this.find();
      this.current.catch(() => (this.current = undefined));
    }
    return this.current;
  }

  private async find(): Promise<Credential> {
    for (const source of this.sources) {
      const credential = await source.find();
      if (credential === undefined) continue;
      if (credential.expiresAtMs !== undefined) this.renewAtMs = credential.expiresAtMs - RENEWAL_MARGIN_MS;
      return credential;
    }
    throw new CredentialsError(
      `no Tencent Cloud credentials were found. Tried: ${this.sources.map(({ name }) => name).join("; ")}. ` +
        "Set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY, or run " +
        "`pulumi config set --secret tencentcloud:secretKey` and set tencentcloud:secretId",
    );
  }
}
