import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Control } from "tencentdb-postgres-emulator";

export type Call = ReturnType<Control["latestCalls"]>[number];
export type CallCounts = ReturnType<Control["callCounts"]>;

/** A database of the emulated cloud. */
export interface Instance {
  readonly id: string;
  /** The address that SSL is turned on for. */
  readonly address: string;
}

/** What the emulator prints when it is ready. */
interface Ready {
  readonly endpoint: string;
  readonly secretId: string;
  readonly secretKey: string;
  readonly region: string;
}

export interface CloudOptions {
  readonly instances: number;
  readonly taskSeconds: number;
  /** Calls a second that each action takes. @default 20 */
  readonly rate?: number;
}

/** The emulated cloud in a process of its own, so that what it does costs the measured processes no time of theirs. */
export class CloudProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly ready: Ready,
    /** The primary instances. */
    readonly instances: readonly Instance[],
  ) {}

  static async start({ instances, taskSeconds, rate = 20 }: CloudOptions): Promise<CloudProcess> {
    const options = { port: 0, servers: 0, instances, "task-seconds": taskSeconds, rate };
    const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
    const program = join(__dirname, "..", "emulator", "bin", "tencentdb-postgres-emulator.js");
    const child = spawn(process.execPath, [program, ...args], { stdio: ["ignore", "pipe", "inherit"] });
    const endWithUs = () => child.kill();
    process.once("exit", endWithUs);
    child.once("exit", () => process.off("exit", endWithUs));
    const [line] = (await once(createInterface(child.stdout), "line")) as [string];
    const ready = JSON.parse(line) as Ready;
    const all = await ask<ReturnType<Control["instances"]>>(ready, "GET", "instances");
    const primary = all.filter(({ id }) => id.startsWith("postgres-"));
    return new CloudProcess(
      child,
      ready,
      primary.map(({ id, addresses: [address = ""] }) => ({ id, address })),
    );
  }

  /** What a Pulumi program needs in its environment to reach this cloud. */
  get env(): Readonly<Record<string, string>> {
    const { endpoint, secretId, secretKey, region } = this.ready;
    return {
      TENCENTCLOUD_POSTGRES_ENDPOINT: endpoint,
      TENCENTCLOUD_SECRET_ID: secretId,
      TENCENTCLOUD_SECRET_KEY: secretKey,
      TENCENTCLOUD_REGION: region,
    };
  }

  callCounts(): Promise<CallCounts> {
    return ask(this.ready, "GET", "calls");
  }

  /** How the next change's task goes. */
  async nextTask(task: { readonly instance: string; readonly seconds: number }): Promise<void> {
    await ask(this.ready, "POST", "tasks/next", task);
  }

  /** Collects the calls until it is stopped; the cloud itself keeps only the latest. */
  watchCalls(): { stop(): Promise<Call[]> } {
    const seen = new Map<string, Call>();
    const collect = async () => {
      for (const call of await ask<readonly Call[]>(this.ready, "GET", "log")) seen.set(call.requestId, call);
    };
    const timer = setInterval(() => void collect(), 2000);
    return {
      stop: async () => {
        clearInterval(timer);
        await collect();
        return [...seen.values()];
      },
    };
  }

  /** Turns SSL off for all instances behind everybody's back. */
  turnOffEverywhere(): Promise<void> {
    return this.changeEverywhere({ sslEnabled: false });
  }

  turnOnEverywhere(): Promise<void> {
    return this.changeEverywhere({ sslEnabled: true });
  }

  /** How many instances have SSL on. */
  async countProtected(): Promise<number> {
    let count = 0;
    for (const { id } of this.instances) {
      if ((await ask<ReturnType<Control["instance"]>>(this.ready, "GET", `instances/${id}`)).sslEnabled) count += 1;
    }
    return count;
  }

  private async changeEverywhere(change: { readonly sslEnabled: boolean }): Promise<void> {
    for (const { id } of this.instances) await ask(this.ready, "PUT", `instances/${id}`, change);
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exited = once(this.child, "exit");
    this.child.kill("SIGTERM");
    await exited;
  }
}

async function ask<T>({ endpoint }: Ready, method: string, path: string, body?: object): Promise<T> {
  const reply = await fetch(`${endpoint}/_emulator/${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
  });
  const text = await reply.text();
  if (!reply.ok) throw new Error(`${method} /_emulator/${path} answered ${reply.status}: ${text}`);
  return JSON.parse(text) as T;
}
