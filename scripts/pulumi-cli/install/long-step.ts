import { startCommand } from "../command";
import type { Say } from "../say";

const progressSeconds = 20;
const linesOfOutputInErrors = 15;

/** A command that takes long enough for the user to wonder. */
export interface LongStep {
  /** Such as "building the Pulumi CLI". */
  readonly what: string;
  /** Such as "about 5 minutes". */
  readonly expected: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** After this the command is killed. */
  readonly timeoutSeconds: number;
  readonly say: Say;
  readonly signal: AbortSignal;
}

/**
 * Runs a command, saying what it is, how long that takes and every 20 s that it still runs.
 *
 * @throws with the end of its output when it fails, takes too long or is aborted.
 */
export async function runLongStep(step: LongStep): Promise<void> {
  const { what, expected, say } = step;
  step.signal.throwIfAborted();
  say(`${what}: this takes ${expected}.`);
  const command = startCommand(step.program, step.args, step);
  const startedAt = Date.now();
  const elapsed = () => Math.round((Date.now() - startedAt) / 1000);
  const progress = setInterval(() => say(`${what}: ${elapsed()} s so far of ${expected}.`), progressSeconds * 1000);
  const kill = () => command.killEverything();
  const limit = AbortSignal.any([step.signal, AbortSignal.timeout(step.timeoutSeconds * 1000)]);
  limit.addEventListener("abort", kill);
  try {
    const { exitCode, output } = await command.done;
    step.signal.throwIfAborted();
    if (limit.aborted) throw new Error(`${what} was given up after ${elapsed()} s: ${lastLines(output)}`);
    if (exitCode !== 0) throw new Error(`${what} failed with exit code ${exitCode}: ${lastLines(output)}`);
    say(`${what}: done in ${elapsed()} s.`);
  } finally {
    limit.removeEventListener("abort", kill);
    clearInterval(progress);
  }
}

function lastLines(output: string): string {
  const lines = output.trim().split("\n").slice(-linesOfOutputInErrors);
  return lines.length === 1 ? (lines[0] ?? "") : `It printed last:\n      ${lines.join("\n      ")}`;
}
