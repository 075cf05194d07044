import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { memoryOf } from "../provider-memory";

/** The program that serves dynamic resources, started as the engine starts it, without an engine. */
export class BareProvider {
  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
  ) {}

  /** Resolves when it is ready for its first call. */
  static async start(projectDir: string, env: Readonly<Record<string, string>> = {}): Promise<BareProvider> {
    const server = require.resolve("@pulumi/pulumi/cmd/dynamic-provider");
    // The engine names its own address; nobody listens there, and nothing is said to it before the first message.
    const child = spawn(process.execPath, [server, "127.0.0.1:1"], {
      cwd: projectDir,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [line] = (await once(createInterface(child.stdout), "line")) as [string];
    return new BareProvider(child, Number(line));
  }

  /** Memory of such a process before its first call, in MB; `undefined` where that cannot be seen. */
  static async memoryAtStart(projectDir: string): Promise<number | undefined> {
    const provider = await BareProvider.start(projectDir);
    const mb = provider.memoryMb;
    await provider.stop();
    return mb;
  }

  get memoryMb(): number | undefined {
    return memoryOf(this.child.pid ?? 0)?.nowMb;
  }

  async stop(): Promise<void> {
    const exited = once(this.child, "exit");
    this.child.kill("SIGKILL");
    await exited;
  }
}
