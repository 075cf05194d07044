import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { programEnvironment, type ServerAccount } from "./program";

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
  /** Called when the process ends although nobody stopped it, with how it ended and the end of its log. */
  onDeath: (how: string) => void;
}

/** The main process of one PostgreSQL server. */
export class Postmaster {
  private isStopped = false;

  private constructor(
    private readonly child: ChildProcess,
    options: PostmasterOptions,
  ) {
    const tell = () => {
      if (this.isStopped) return;
      options.onDeath([`exit code ${child.exitCode}, signal ${child.signalCode}`, ...endOfLog(options)].join("\n"));
    };
    if (hasEnded(child)) tell();
    else child.once("exit", tell);
  }

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
        return new Postmaster(child, options);
      } catch (cause) {
        if (spawnError === undefined && !hasEnded(child) && Date.now() < deadline) {
          await sleep(pollMilliseconds);
          continue;
        }
        child.kill("SIGQUIT");
        const says = [spawnError?.message ?? "", ...endOfLog(options)];
        throw new Error([`PostgreSQL in ${options.dataDirectory} did not start.`, ...says].join("\n"), { cause });
      }
    }
  }

  /** Ends the process and waits until it is gone; its open connections are cut. */
  async stop(): Promise<void> {
    this.isStopped = true;
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
    this.isStopped = true;
    this.child.kill("SIGQUIT");
  }
}

function endOfLog({ logFile }: PostmasterOptions): string[] {
  return readFileSync(logFile, "utf8").trim().split("\n").slice(-10);
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
