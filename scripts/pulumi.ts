/**
 * `npm run pulumi -- ARGS`: runs the Pulumi CLI in the folder the user is in (another one with `-C DIR`), with its
 * input, output, environment and exit code passed through.
 */
import { resolve } from "node:path";
import { cliEnvironment, ensureCliFor, ensurePluginsRun, passThrough } from "./pulumi-cli";

async function main(): Promise<number> {
  const args = process.argv.slice(2);
  const cwd = usersFolder();
  const cli = await ensureCliFor(resolve(cwd, folderIn(args)));
  if (args.some((arg) => arg.startsWith("--policy-pack") || arg === "package")) await ensurePluginsRun(cli);
  return passThrough(cli.program, args, { cwd, env: cliEnvironment(cli) });
}

/** The folder that the CLI is told to work in, as its own `-C` and `--cwd` do. */
function folderIn(args: readonly string[]): string {
  const at = args.findIndex((arg) => /^(-C|--cwd)/.test(arg));
  if (at === -1) return ".";
  return /^(?:-C|--cwd)=?(.+)$/.exec(args[at] ?? "")?.[1] ?? args[at + 1] ?? ".";
}

/** npm runs a script in the package's folder, and says in a variable where the user called it. */
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
