import { type Control, type Emulator, type EmulatorOptions, startEmulator } from "../../emulator/src";
import { createStack, type Stack } from "../../scripts/pulumi-cli";

/** The three actions that the provider calls. */
export const LOOK = "DescribeDBInstanceSSLConfig";
export const TASKS = "DescribeTasks";
export const MODIFY = "ModifyDBInstanceSSLConfig";

/** What every create, update and delete reads before it decides whether a change is needed. */
export const READ_FIRST = [TASKS, LOOK];

/** One instance of the local cloud, as a program names it. */
export interface CloudInstance {
  readonly id: string;
  /** Its private and its public address. */
  readonly addresses: readonly [string, string];
}

/** What a stack of the local cloud is made of. */
export interface CloudStackOptions {
  /** TypeScript source. */
  readonly program: string;
  /** Config values on top of none. */
  readonly config?: Readonly<Record<string, string | { readonly secret: string }>>;
  /** Variables on top of {@link LocalCloud.env}; an empty one counts as not set. */
  readonly env?: Readonly<Record<string, string>>;
  readonly stackName?: string;
  readonly backendDir?: string;
}

/** A cloud on this machine, and the stacks that talk to it. */
export class LocalCloud {
  private emulator: Emulator | undefined;
  private readonly stacks: Stack[] = [];

  constructor(private readonly options: EmulatorOptions) {}

  async start(): Promise<void> {
    this.emulator = await startEmulator(this.options);
  }

  /** What the cloud's console shows, and the switches of the emulator. */
  get control(): Control {
    return this.running.control;
  }

  /** The variables that point the provider at this cloud, with credentials that may do everything. */
  get env(): Readonly<Record<string, string>> {
    const { endpoint, secretId, secretKey, region } = this.running;
    return {
      TENCENTCLOUD_POSTGRES_ENDPOINT: endpoint,
      TENCENTCLOUD_SECRET_ID: secretId,
      TENCENTCLOUD_SECRET_KEY: secretKey,
      TENCENTCLOUD_REGION: region,
    };
  }

  get secretKey(): string {
    return this.running.secretKey;
  }

  /** The initial instances by number; the first one is 1. */
  instance(number = 1): CloudInstance {
    const { id, addresses } = this.running.instances[number - 1] ?? { id: "", addresses: [] };
    const [privateAddress = "", publicAddress = ""] = addresses;
    return { id, addresses: [privateAddress, publicAddress] };
  }

  /** Creates a stack that talks to this cloud. It is removed with the cloud. */
  async stack({ env = {}, ...options }: CloudStackOptions): Promise<Stack> {
    // The programs are checked by the type checker of the examples; here they only have to run, and quickly.
    const quickly = { PULUMI_NODEJS_TRANSPILE_ONLY: "true" };
    const stack = await createStack({ ...options, env: { ...quickly, ...this.env, ...env } });
    this.stacks.push(stack);
    return stack;
  }

  /** Does the work, and says which calls reached the API meanwhile, in the order in which they were answered. */
  async watch<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly actions: readonly string[] }> {
    const before = new Set(this.control.latestCalls().map(({ requestId }) => requestId));
    const result = await work();
    const calls = this.control.latestCalls().filter(({ requestId }) => !before.has(requestId));
    return { result, actions: calls.map(({ action }) => action) };
  }

  /** Lets the task that runs for an instance succeed now; without one nothing happens. */
  endTask(instanceId: string): void {
    const { runningTaskId } = this.control.instance(instanceId);
    if (runningTaskId !== null) void this.control.finishTask(runningTaskId, { status: "Success" });
  }

  /** Ends what still runs and removes all stacks, so that the next test starts with an untouched cloud. */
  async reset(): Promise<void> {
    for (const stack of this.stacks.splice(0)) stack.remove();
    await this.running.reset();
  }

  async close(): Promise<void> {
    for (const stack of this.stacks.splice(0)) stack.remove();
    await this.emulator?.close();
  }

  private get running(): Emulator {
    if (this.emulator === undefined) throw new Error("The local cloud is used before it was started.");
    return this.emulator;
  }
}

/**
 * A cloud for the tests of a file: without databases unless `servers` says so, and with quick tasks. After each test, it
 * checks that the API's contract allows every reply of the emulator.
 */
export function useLocalCloud(options: EmulatorOptions = {}): LocalCloud {
  const cloud = new LocalCloud({ servers: 0, taskSeconds: 0.3, checkReplies: true, ...options });
  beforeAll(() => cloud.start());
  afterEach(() => expect(cloud.control.violations()).toEqual([]));
  afterAll(() => cloud.close());
  return cloud;
}
