import { spawn, type ChildProcess, type SpawnOptions } from "node:child_process";
import { constants } from "node:os";
import { descendantsOf, killProcesses, type RunningProcess } from "./process-tree";

/**
 * A program in its own process group: a signal that a terminal sends to our group does not reach it. It does not outlive
 * this process.
 */
export class ChildGroup {
  readonly child: ChildProcess;
  // The engine starts its plugins in groups of their own, and they go on when it is killed.
  private orphans: readonly RunningProcess[] = [];

  constructor(program: string, args: readonly string[], options: SpawnOptions) {
    // On Windows `detached` would open a console window.
    this.child = spawn(program, args, { ...options, detached: process.platform !== "win32" });
    living.add(this);
    this.child.once("error", () => living.delete(this));
    this.child.once("exit", () => this.orphans.length === 0 && living.delete(this));
  }

  /** Sends the signal to the program and what is in its group; false when it has ended already. */
  kill(signal: NodeJS.Signals): boolean {
    const { pid, exitCode, signalCode } = this.child;
    if (pid === undefined || exitCode !== null || signalCode !== null) return false;
    if (signal === "SIGKILL") this.orphans = descendantsOf(pid);
    try {
      return process.platform === "win32" ? this.child.kill(signal) : process.kill(-pid, signal);
    } catch {
      return false;
    }
  }

  /** Kills the program and everything that it started, as when the machine goes down. */
  killEverything(): void {
    this.kill("SIGKILL");
    killProcesses(this.orphans);
    living.delete(this);
  }
}

/** The exit code as a shell gives it: 128 plus the signal's number for a program that a signal ended. */
export function shellExitCode(code: number | null, signal: NodeJS.Signals | null): number {
  return signal === null ? (code ?? 1) : 128 + constants.signals[signal];
}

const living = new Set<ChildGroup>();

process.on("exit", () => {
  for (const group of living) group.killEverything();
});
