import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { CredentialChain } from "../../../provider/credentials/credential-chain";
import { credentialChain } from "../../../provider/credentials/credential-chain";
// Loaded before any test, so that the mutation run does not take its words for those of the first test that needs it.
import "../../../provider/credentials/further-sources";
import type { Clock } from "../../../provider/credentials/lease";

type Texts = Readonly<Record<string, string>>;

/** What a run of the provider finds: the stack's configuration, its environment, and the clocks. */
export interface Surroundings {
  readonly config?: Texts;
  readonly env?: Texts;
  readonly clock?: Clock;
  /** Length of a second in milliseconds: short enough for pauses to be no pain, long enough for a busy machine to answer. */
  readonly secondMs?: number;
}

/** A second for servers that never answer. */
export const SHORT_SECOND_MS = 50;

/** A machine with a home folder and a folder for everybody's settings, in which only what a test wrote can be found. */
export class TestMachine {
  private constructor(private readonly folder: string) {}

  static async create(): Promise<TestMachine> {
    return new TestMachine(await mkdtemp(join(tmpdir(), "credentials-")));
  }

  get home(): string {
    return join(this.folder, "home");
  }

  get systemFolder(): string {
    return join(this.folder, "etc");
  }

  /** Writes a file below the machine's folder, such as `home/.tccli/default.credential`, and returns its path. */
  async write(path: string, content: string | object): Promise<string> {
    const file = join(this.folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, typeof content === "string" ? content : JSON.stringify(content));
    return file;
  }

  /** The chain as the provider builds it, with shorter waits. */
  chain({ config = {}, env = {}, clock, secondMs = 250 }: Surroundings = {}): CredentialChain {
    return credentialChain({
      readConfig: (key) => config[key],
      env,
      secondMs,
      machine: { home: this.home, systemFolder: this.systemFolder },
      ...(clock === undefined ? {} : { clock }),
    });
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** The parts of a credential, which hides them from everything else that looks at it. */
export async function keysOf(chain: CredentialChain): Promise<Texts> {
  const { secretId, secretKey, token } = await chain.getCredential();
  return { secretId, secretKey, ...(token === undefined ? {} : { token }) };
}

/** The message with which a chain fails. */
export async function failureOf(chain: CredentialChain): Promise<string> {
  const outcome = await chain.getCredential().then(
    () => "no failure",
    (error: unknown) => error,
  );
  if (!(outcome instanceof Error)) throw new Error("the chain found credentials");
  return outcome.message;
}
