import type { SigningKeys } from "../cloud/signing-keys";
import { CredentialsError, InstanceSslConfigError } from "../errors/package-errors";
import { type Clock, systemClock } from "../time/clock";
import { inBridgeObject, roleIn } from "./assume-role";
import { type Credential, type CredentialSource, isMissing } from "./credential";
import { thisMachine } from "./files";
import type * as FurtherSources from "./further-sources";
import { environmentSource, stackConfigSource } from "./key-settings";
import type { Lease } from "./lease";
import { type FindSetting, inEnvironment, inStackConfig, type SourceTools } from "./settings";

export { CREDENTIAL_SETTINGS } from "./settings";

/** What is left out is that of this process: seconds of 1000 ms, the system's clock, and the machine that it runs on. */
type CredentialChainOptions = Pick<SourceTools, "readConfig" | "env"> &
  Partial<Pick<SourceTools, "secondMs" | "clock" | "machine">>;

/**
 * The sources of credentials, in order: stack config, environment, the SDKs' file, a profile of the command line, a web
 * identity token, TKE OIDC, CVM role; and on top of any of them the role to assume, if the settings name one.
 * docs/credentials.md documents it.
 *
 * A source is loaded, read or asked only when those ahead of it have no credential.
 */
export function credentialChain(options: CredentialChainOptions): CredentialChain {
  const { readConfig, env, secondMs = 1000, clock = systemClock, machine = thisMachine(env) } = options;
  const [config, bridge, environment] = [inStackConfig(readConfig), inBridgeObject(readConfig), inEnvironment(env)];
  const find: FindSetting = (setting) => config(setting) ?? bridge(setting) ?? environment(setting);
  const tools = { readConfig, env, find, clock, secondMs, machine };
  return new CredentialChain({
    clock,
    *sources() {
      yield stackConfigSource(config);
      yield environmentSource(environment);
      yield* loadFurtherSources().furtherSources(tools);
    },
    async exchange(found, source) {
      const role = source.actsAsRole ? undefined : roleIn(find);
      return role === undefined ? found : loadFurtherSources().assumeRole(tools, role, found);
    },
  });
}

/** Loaded when first used: most runs sign with keys that are at hand, and every module costs a part of a second at the start. */
function loadFurtherSources(): typeof FurtherSources {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- a module of this package, CommonJS like this one
  return require("./further-sources") as typeof FurtherSources;
}

const ADVICE =
  "Set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY, or run `pulumi config set --secret tencentcloud:secretId ID` and " +
  "`pulumi config set --secret tencentcloud:secretKey KEY`";

interface ChainOptions {
  /** The sources, in the order in which they are tried; none is made before its turn. */
  readonly sources: () => Iterable<CredentialSource>;
  /** Gets the credential to use for the one that was found, such as that of an assumed role. */
  readonly exchange: (found: Credential, source: CredentialSource) => Promise<Credential>;
  readonly clock: Clock;
}

/** The credential in use, its source, and when its renewal was last tried, on the monotonic clock. */
interface Held {
  readonly credential: Credential;
  readonly source: CredentialSource;
  triedAtMs: number;
}

/**
 * Finds the first source that has a credential, keeps the credential, and renews it from there before it expires: ahead of
 * time, so that no request waits, and once for all callers. While the renewal fails, the old credential is used until it expires.
 */
export class CredentialChain {
  readonly #options: ChainOptions;
  #held: Held | undefined;
  #search: Promise<Credential> | undefined;

  constructor(options: ChainOptions) {
    this.#options = options;
  }

  /** The name, for messages, of the source of the credential in use. */
  get sourceName(): string | undefined {
    if (this.#held === undefined) return undefined;
    const { name, settings } = this.#held.source;
    return settings === undefined ? name : `${name} (${settings})`;
  }

  /**
   * The credential to sign the next request with.
   *
   * Throws {@link CredentialsError} when there is none. The message lists what was tried, and why it failed.
   */
  async getCredential(): Promise<Credential> {
    const held = this.#held;
    if (held === undefined || held.credential.lease?.isOver) return this.#searchOnce();
    if (held.credential.lease?.isDue) this.#renewAhead(held, held.credential.lease);
    return held.credential;
  }

  /**
   * Looks again at the source of a credential that the cloud has rejected, and says whether there is another one by now:
   * a file, a login or a role may have been renewed while the run went on.
   */
  async replace(rejected: SigningKeys): Promise<boolean> {
    const isRejected = ({ secretId, secretKey, token }: SigningKeys): boolean =>
      secretId === rejected.secretId && secretKey === rejected.secretKey && token === rejected.token;
    if (this.#held === undefined || !isRejected(this.#held.credential)) return true;
    // The cloud's answer says more than why there is no other credential.
    return this.#searchOnce().then(
      (found) => !isRejected(found),
      () => false,
    );
  }

  #renewAhead(held: Held, lease: Lease): void {
    const nowMs = this.#options.clock().monotonicMs;
    if (nowMs - held.triedAtMs < lease.renewalPauseMs) return;
    held.triedAtMs = nowMs;
    // Its failure counts only when the old credential has expired: then the search is repeated, and waited for.
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
    // A renewal never goes on to another source: a run must not change its identity.
    for (const source of this.#held === undefined ? this.#options.sources() : [this.#held.source]) {
      try {
        const found = await source.find();
        if (!isMissing(found)) {
          const credential = await this.#options.exchange(found, source);
          return { credential, source, triedAtMs: Number.NEGATIVE_INFINITY };
        }
        if (this.#held !== undefined) throw new CredentialsError(found.missing);
        tried.push(found.isUnset ? source.name : `${source.name} (${found.missing})`);
      } catch (error) {
        throw this.#unusable(source, error, tried);
      }
    }
    throw new CredentialsError(`no Tencent Cloud credentials were found. ${ADVICE}. Tried: ${tried.join(", ")}.`);
  }

  /** A new error without a cause: printing it must not show what its message leaves out. */
  #unusable(source: CredentialSource, error: unknown, tried: readonly string[]): unknown {
    if (!(error instanceof InstanceSslConfigError)) return error;
    const what = this.#held === undefined ? "cannot be used" : "have ended and could not be renewed";
    const before = tried.length === 0 ? "" : ` Tried before: ${tried.join(", ")}.`;
    return new CredentialsError(`the Tencent Cloud credentials of ${source.name} ${what}: ${error.message}.${before}`);
  }
}
