import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { inspect } from "node:util";
import { type CredentialChain, credentialChain } from "../../../provider/credentials/credential-chain";
// Loaded before any test, so that the mutation run does not take its words for those of the first test that needs it.
import "../../../provider/credentials/further-sources";
import type { Moment } from "../../../provider/time/clock";
import { type MetadataOptions, type MetadataServer, startMetadata } from "../../stand-ins/metadata-server";
import type { StandInServer } from "../../stand-ins/stand-in-server";
import { type Account, startSts, type StsOptions, type StsServer } from "../../stand-ins/sts-server";

type Texts = Readonly<Record<string, string>>;

/** What a run of the provider finds, besides what is on the machine. */
interface Surroundings {
  readonly config?: Texts;
  readonly env?: Texts;
  /** Length of a second in milliseconds: short enough for pauses to be no pain, long enough for a busy machine to answer. */
  readonly secondMs?: number;
}

/** A second for servers that never answer. */
export const SHORT_SECOND_MS = 50;

/** A machine for each test of a file. A test fails if anything with `hidden` in it, as its secrets have, is printed. */
export function useTestMachine(): TestMachine {
  const machine = new TestMachine();
  let prints: { readonly mock: { readonly calls: readonly unknown[] } }[];
  beforeEach(async () => {
    const methods = ["log", "info", "warn", "error", "debug"] as const;
    const streams = [process.stdout, process.stderr];
    prints = [...methods.map((name) => jest.spyOn(console, name)), ...streams.map((it) => jest.spyOn(it, "write"))];
    await machine.setUp();
  });
  afterEach(async () => {
    const printed = prints.map(({ mock }) => inspect(mock.calls, { depth: null }));
    jest.restoreAllMocks();
    await machine.remove();
    for (const text of printed) expect(text).not.toMatch(/hidden/);
  });
  return machine;
}

/** Clocks that stand still until a test moves them. */
export class ManualClock {
  monotonicMs = 1_000;
  wallMs = Date.UTC(2026, 0, 15, 12);

  readonly read = (): Moment => ({ monotonicMs: this.monotonicMs, wallMs: this.wallMs });

  /** Time goes by. */
  pass(seconds: number): void {
    this.monotonicMs += seconds * 1000;
    this.wallMs += seconds * 1000;
  }
}

/** Has the folders `home` and `etc`, variables, clocks and servers: only what a test put there. */
class TestMachine {
  env: Record<string, string> = {};
  clock = new ManualClock();
  private folder = "";
  private servers: StandInServer[] = [];

  async setUp(): Promise<void> {
    this.folder = await mkdtemp(join(tmpdir(), "credentials-"));
    [this.env, this.clock, this.servers] = [{}, new ManualClock(), []];
  }

  async remove(): Promise<void> {
    await Promise.all(this.servers.map((server) => server.close()));
    await rm(this.folder, { recursive: true, force: true });
  }

  pathOf(name: string): string {
    return join(this.folder, name);
  }

  /** Writes a file, such as `home/.tccli/default.credential`, and returns its path. */
  async write(name: string, content: string | object): Promise<string> {
    const file = this.pathOf(name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, typeof content === "string" ? content : JSON.stringify(content));
    return file;
  }

  /** Starts an STS with the machine's time, to which the environment leads. */
  async startSts(options: StsOptions): Promise<StsServer> {
    return this.running("TENCENTCLOUD_STS_ENDPOINT", await startSts({ now: () => this.clock.wallMs, ...options }));
  }

  /** Starts a metadata server with the machine's time, to which the environment leads. */
  async startMetadata(options: MetadataOptions): Promise<MetadataServer> {
    const metadata = await startMetadata({ now: () => this.clock.wallMs, ...options });
    return this.running("TENCENTCLOUD_METADATA_ENDPOINT", metadata);
  }

  private running<Server extends StandInServer>(variable: string, server: Server): Server {
    this.servers.push(server);
    this.env[variable] = server.url;
    return server;
  }

  /** The chain as the provider builds it, with shorter waits. */
  chain({ config = {}, env = {}, secondMs = 250 }: Surroundings = {}): CredentialChain {
    return credentialChain({
      readConfig: (key) => config[key],
      env: { ...this.env, ...env },
      secondMs,
      clock: this.clock.read,
      machine: { home: this.pathOf("home"), systemFolder: this.pathOf("etc") },
    });
  }
}

/** The variables that hold keys. */
export function variablesOf({ secretId, secretKey, token }: Account): Texts {
  const keys = { TENCENTCLOUD_SECRET_ID: secretId, TENCENTCLOUD_SECRET_KEY: secretKey };
  return token === undefined ? keys : { ...keys, TENCENTCLOUD_TOKEN: token };
}

/** The parts of a credential, which hides them from everything else that looks at it. */
export async function keysOf(chain: CredentialChain): Promise<Texts> {
  const found = await chain.getCredential();
  expectNothingHiddenIn(found, chain);
  const { secretId, secretKey, token } = found;
  return { secretId, secretKey, ...(token === undefined ? {} : { token }) };
}

/** The message with which a chain fails, and which shows no secret. */
export async function failureOf(chain: CredentialChain): Promise<string> {
  const failure = await chain.getCredential().catch((error: unknown) => error);
  if (!(failure instanceof Error)) throw new Error("the chain found credentials");
  expect(failure).not.toHaveProperty("cause");
  expectNothingHiddenIn(failure, chain);
  return failure.message;
}

/** Looks at values in every way in which they end up in a log, a state or a message. */
function expectNothingHiddenIn(...values: readonly object[]): void {
  const everything = { depth: null, showHidden: true };
  for (const value of values) {
    const shown = [
      inspect(value, everything),
      inspect(value, { ...everything, customInspect: false }),
      inspect({ nested: [value] }, { depth: null, getters: true }),
      inspect({ ...value }),
      JSON.stringify({ nested: value }),
      value instanceof Error ? value.stack : undefined,
    ];
    for (const text of shown) expect(text ?? "").not.toMatch(/hidden/);
  }
}
