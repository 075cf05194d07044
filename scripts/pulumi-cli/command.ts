import type { ChildProcess } from "node:child_process";
import { ChildGroup, shellExitCode } from "./child-group";

/** The result of a finished command. */
export interface CommandResult {
  /** As a shell gives it: 128 plus the signal's number if a signal ended it. */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Both, in the order of arrival. */
  readonly output: string;
  readonly seconds: number;
}

/** A command that runs in a process group of its own. */
export interface RunningCommand {
  readonly child: ChildProcess;
  /** Resolves when it has ended, whatever its exit code. Rejects only when it cannot be started. */
  readonly done: Promise<CommandResult>;
  /**
   * Sends a signal to the command and the processes in its group; false when it has ended already. A CLI that is killed
   * with SIGKILL leaves its language host and provider behind, running.
   */
  kill(signal: NodeJS.Signals): boolean;
  /** Kills the command and everything that it started, also what an earlier `kill` left behind. */
  killEverything(): void;
}

/** Called with every line as it is printed, on stdout or stderr. */
export type OnLine = (line: string) => void;

/** Thrown when a command took longer than it was given; it has been killed. */
export class CommandTimeoutError extends Error {
  override readonly name = "CommandTimeoutError";
  constructor(
    readonly command: string,
    readonly timeoutSeconds: number,
    readonly output: string,
  ) {
    super(`\`${command}\` was killed: still running after ${timeoutSeconds} s. It had printed:\n${output}`);
  }
}

/** Starts a command without input and collects what it prints. */
export function startCommand(
  program: string,
  args: readonly string[],
  options: { cwd: string; env: NodeJS.ProcessEnv; onLine?: OnLine | undefined },
): RunningCommand {
  const startedAt = Date.now();
  const group = new ChildGroup(program, args, {
    cwd: options.cwd,
    env: options.env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const { child } = group;
  const printed = { stdout: "", stderr: "", output: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    const lines = new LineSplitter(options.onLine);
    child[stream]?.setEncoding("utf8").on("data", (text: string) => {
      printed[stream] += text;
      printed.output += text;
      lines.add(text);
    });
    child[stream]?.on("end", () => lines.end());
  }
  const done = new Promise<CommandResult>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) =>
      resolve({ exitCode: shellExitCode(code, signal), ...printed, seconds: (Date.now() - startedAt) / 1000 }),
    );
  });
  return { child, done, kill: (signal) => group.kill(signal), killEverything: () => group.killEverything() };
}

/** Waits for the command, and kills it when it takes too long. */
export async function waitForCommand(command: RunningCommand, timeoutSeconds: number): Promise<CommandResult> {
  const killed = new AbortController();
  const timer = setTimeout(() => {
    killed.abort();
    command.killEverything();
  }, timeoutSeconds * 1000);
  try {
    const result = await command.done;
    if (!killed.signal.aborted) return result;
    // Only the beginning: what follows may hold secrets.
    throw new CommandTimeoutError(command.child.spawnargs.slice(0, 2).join(" "), timeoutSeconds, result.output);
  } finally {
    clearTimeout(timer);
  }
}

class LineSplitter {
  private rest = "";
  constructor(private readonly onLine: OnLine | undefined) {}

  add(text: string): void {
    const lines = (this.rest + text).split(/\r?\n/);
    this.rest = lines.pop() ?? "";
    for (const line of lines) this.onLine?.(line);
  }

  end(): void {
    if (this.rest !== "") this.onLine?.(this.rest);
    this.rest = "";
  }
}
