import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { programEnvironment } from "./program";
import type { ServerAccount } from "./server-account";

const startSeconds = 30;
const stopSeconds = 10;
const pollMilliseconds = 10;

/** What is needed to start the server process of one data directory. */
export interface PostmasterOptions {
  postgres: string;
  dataDirectory: string;
  logFile: string;
  account: ServerAccount | undefined;
  /** Resolves when the server answers as it should, and rejects when it does not yet. */
  probe: () => Promise<void>;
}

/** The main process of one PostgreSQL server. */
export class Postmaster {
  private constructor(private readonly child: ChildProcess) {}

  /**
   * Starts the process and waits until the probe succeeds.
   *
   * @throws Error with the end of the server's log, when it ends, or is not ready within 30 seconds.
   */
  static async start(options: PostmasterOptions): Promise<Postmaster> {
    const log = openSync(options.logFile, "a");
    const child = spawn(options.postgres, ["-D", options.dataDirectory], {
      ...options.account,
      cwd: "/",
      env: programEnvironment(),
      stdio: ["ignore", log, log],
      windowsHide: true,
    });
    closeSync(log);
    // The server must not keep a program alive that has nothing else to do.
    child.unref();
    let spawnError: Error | undefined;
    child.once("error", (error) => (spawnError = error));
    const deadline = Date.now() + startSeconds * 1000;
    for (;;) {
      try {
        await options.probe();
        return new Postmaster(child);
      } catch (cause) {
        if (spawnError === undefined && !hasEnded(child) && Date.now() < deadline) {
          await sleep(pollMilliseconds);
          continue;
        }
        child.kill("SIGQUIT");
        const log = readFileSync(options.logFile, "utf8").trim().split("\n").slice(-10);
        throw new Error(
          [`PostgreSQL in ${options.dataDirectory} did not start.`, spawnError?.message ?? "", ...log].join("\n"),
          { cause },
        );
      }
    }
  }

  /** Ends the process and waits until it is gone; its open connections are cut. */
  async stop(): Promise<void> {
    if (hasEnded(this.child)) return;
    const ended = once(this.child, "exit");
    this.child.ref();
    const force = setTimeout(() => this.child.kill("SIGQUIT"), stopSeconds * 1000);
    // "Fast": sessions end at once with an error that says so, and what they committed is kept.
    this.child.kill("SIGINT");
    await ended;
    clearTimeout(force);
  }

  /** Tells the process to end at once; for the moment in which this process itself ends and cannot wait. */
  kill(): void {
    this.child.kill("SIGQUIT");
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
