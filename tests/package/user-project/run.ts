import { tmpdir } from "node:os";
import { startCommand, waitForCommand } from "../../../scripts/pulumi-cli/command";

/** Where a command runs. */
export interface Surroundings {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs a command and returns its stdout. @throws with all that it printed when it fails or takes five minutes */
export async function run(
  program: string,
  args: readonly string[],
  { cwd = tmpdir(), env = process.env }: Surroundings = {},
): Promise<string> {
  const { exitCode, stdout, output } = await waitForCommand(startCommand(program, args, { cwd, env }), 300);
  if (exitCode === 0) return stdout;
  throw new Error(`\`${[program, ...args].join(" ")}\` ended with exit code ${exitCode}:\n${output}`);
}
