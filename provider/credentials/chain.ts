import { CredentialsError, InstanceSslConfigError } from "../errors/package-errors";
import type { Credential } from "./credential";
import type { Clock, Lease } from "./lease";
import { type CredentialSource, isMissing } from "./credential-source";

const ADVICE =
  "Set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY, or run `pulumi config set tencentcloud:secretId ID` and " +
  "`pulumi config set --secret tencentcloud:secretKey KEY`";

export interface ChainOptions {
  /** The places, in the order in which they are tried; none is made before its turn. */
  readonly sources: () => Iterable<CredentialSource>;
  /** Gives the credential that is used for the one that was found, such as that of an assumed role. */
  readonly exchange: (found: Credential) => Promise<Credential>;
  readonly clock: Clock;
}

/** The credential in use, where it came from, and when its renewal was last tried, on the monotonic clock. */
interface Held {
  readonly credential: Credential;
  readonly source: CredentialSource;
  triedAtMs: number;
}

/**
 * Finds the first source that holds a credential, keeps it, and renews it from there before it ends: ahead, so that nobody
 * waits for it, and once for all who ask. While the renewal fails, the old credential is used as long as it lives.
 */
export class CredentialChain {
  readonly #options: ChainOptions;
  #held: Held | undefined;
  #search: Promise<Credential> | undefined;

  constructor(options: ChainOptions) {
    this.#options = options;
  }

  /** What messages call the source of the credential in use. */
  get sourceName(): string | undefined {
    return this.#held?.source.name;
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
    const nowMs = this.#options.clock().monotonicMs;
    if (nowMs - held.triedAtMs < lease.renewalPauseMs) return;
    held.triedAtMs = nowMs;
    // Its failure counts only when the old credential is over: then the search is made again, and waited for.
    this.#searchOnce().catch(() => undefined);
  }

  #searchOnce(): Promise<Credential> {
    this.#search ??= this.#find()
      .then((held) => {
        this.#held = held;
        return held.credential;
      })
      .finally(() => (this.#search = undefined));
    return this.#search;
  }

  async #find(): Promise<Held> {
    const tried: string[] = [];
    // A renewal never goes on to another place: the rest of a run must not act under another name than its beginning.
    for (const source of this.#held === undefined ? this.#options.sources() : [this.#held.source]) {
      try {
        const found = await source.find();
        if (!isMissing(found)) {
          const credential = await this.#options.exchange(found);
          return { credential, source, triedAtMs: Number.NEGATIVE_INFINITY };
        }
        if (this.#held !== undefined) throw new CredentialsError(found.missing);
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
