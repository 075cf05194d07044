import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { serverAccount } from "../../../emulator/src/postgres/process";

/** Another account of this machine, which it takes root to act as; the same one that root's databases run as. */
export const secondAccount = serverAccount();

/**
 * Runs a script of Node.js as another account where this process may do so, else as its own, and returns what it printed.
 *
 * The script may use `await`, and `require` finds what this repository has installed.
 */
export async function runAsSecondAccount(script: string): Promise<string> {
  const program = `(async () => { ${script} })().catch((error) => { console.log(String(error)); process.exitCode = 1; })`;
  const child = spawn(process.execPath, ["-e", program], {
    cwd: __dirname,
    env: { PATH: process.env.PATH },
    ...secondAccount,
    stdio: ["ignore", "pipe", "pipe"],
  });
  return (await Promise.all([text(child.stdout), text(child.stderr)])).join("");
}
