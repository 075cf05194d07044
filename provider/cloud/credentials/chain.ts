import { CredentialsError } from "../../errors/credentials-error";
import { InstanceSslConfigError } from "../../errors/instance-ssl-config-error";
import type { Credential } from "./credential";
import type { Clock, Lease } from "./lease";
import { type CredentialSource, isMissing } from "./credential-source";

const ADVICE =
  "Set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY, or run `pulumi config set tencentcloud:secretId ID` and " +
  "`pulumi config set --secret tencentcloud:secretKey KEY`";

/** Exchanges the credential that was found for the one that is used, such as that of an assumed role. */
export type Exchange = (found: Credential) => Promise<Credential>;

/** The credential in use, and when its renewal was last tried, on the monotonic clock. */
interface Held {
  readonly credential: Credential;
  triedAtMs: number;
}

/**
 * Finds the first source that holds a credential, keeps it, and renews it before it ends: ahead, so that nobody waits for
 * it, and once for all who ask. While the renewal fails, the old credential is used as long as it lives.
 */
export class CredentialChain {
  readonly #sources: readonly CredentialSource[];
  readonly #exchange: Exchange;
  readonly #clock: Clock;
  #held: Held | undefined;
  #search: Promise<Credential> | undefined;

  constructor(sources: readonly CredentialSource[], exchange: Exchange, clock: Clock) {
    this.#sources = sources;
    this.#exchange = exchange;
    this.#clock = clock;
  }

  /**
   * The credential to sign the next request with.
   *
   * Throws {@link CredentialsError} when there is none; the message lists what was tried and why it did not serve.
   */
  async getCredential(): Promise<Credential> {
    const held = this.#held;
    if (held === undefined || held.credential.lease?.isOver) return this.#searchOnce();
    if (held.credential.lease?.isDue) this.#renewAhead(held, held.credential.lease);
    return held.credential;
  }

  #renewAhead(held: Held, lease: Lease): void {
    const nowMs = this.#clock().monotonicMs;
    if (nowMs - held.triedAtMs < lease.renewalPauseMs) return;
    held.triedAtMs = nowMs;
    // Its failure counts only when the old credential is over: then the search is made again, and waited for.
    this.#searchOnce().catch(() => undefined);
  }

  #searchOnce(): Promise<Credential> {
    this.#search ??= this.#find()
      .then((credential) => {
        this.#held = { credential, triedAtMs: Number.NEGATIVE_INFINITY };
        return credential;
      })
      .finally(() => (this.#search = undefined));
    return this.#search;
  }
  async #find(): Promise<Credential> {
    const tried: string[] = [];
    for (const source of this.#sources) {
      try {
        const found = await source.find();
        if (!isMissing(found)) return await this.#exchange(found);
        tried.push(`${source.name} (${found.missing})`);
      } catch (error) {
        throw this.#unusable(source, error, tried);
      }
    }
    throw new CredentialsError(`no Tencent Cloud credentials were found. Tried: ${tried.join("; ")}. ${ADVICE}.`);
  }

  /** A new error without a cause: what its message leaves out must not be printed from below it. */
  #unusable(source: CredentialSource, error: unknown, tried: readonly string[]): unknown {
    if (!(error instanceof InstanceSslConfigError)) return error;
    const what = this.#held === undefined ? "cannot be used" : "have ended and could not be renewed";
    const before = tried.length === 0 ? "" : ` Tried before: ${tried.join("; ")}.`;
    return new CredentialsError(`the Tencent Cloud credentials of ${source.name} ${what}: ${error.message}.${before}`);
  }
}
