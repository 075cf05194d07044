import { spawnSync } from "node:child_process";
import { resolve } from "node:path";

export const repository = resolve(__dirname, "..", "..");

/** Runs a program at the root of the repository and returns what it printed. @throws with its output when it fails */
export function run(program: string, args: readonly string[]): string {
  // npm is a script on Windows, which only a shell starts.
  const shell = process.platform === "win32" && program === "npm";
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd: repository, encoding: "utf8", shell });
  if (status === 0) return stdout;
  throw new Error(`\`${[program, ...args].join(" ")}\` failed: ${error?.message ?? `${stdout}\n${stderr}`}`);
}
