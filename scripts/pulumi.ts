/**
 * `npm run pulumi -- ARGS`: runs the Pulumi CLI in the folder the user is in (another one with `-C DIR`), with its
 * input, output, environment and exit code passed through.
 */
import { cliEnvironment, ensurePulumiCli, passThrough } from "./pulumi-cli";

async function main(): Promise<number> {
  const cli = await ensurePulumiCli();
  return passThrough(cli.program, process.argv.slice(2), { cwd: usersFolder(), env: cliEnvironment(cli) });
}

/** npm runs a script in the package's folder, and tells where the user called it. */
function usersFolder(): string {
  const { INIT_CWD, npm_lifecycle_event } = process.env;
  // Anything that was itself started by another npm script inherits an INIT_CWD that is not its own.
  return npm_lifecycle_event === "pulumi" && INIT_CWD ? INIT_CWD : process.cwd();
}

main().then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
