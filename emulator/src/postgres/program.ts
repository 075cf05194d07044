import { spawn } from "node:child_process";
import { basename } from "node:path";
import type { ServerAccount } from "./server-account";

/** How a program is run: as whom, and what it reads. */
export interface ProgramOptions {
  account: ServerAccount | undefined;
  input?: string;
}

/** This process's environment, but with messages in English whatever the system's language is. */
export function programEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, LC_ALL: "C" };
}

/**
 * Runs a program to its end and returns what it printed.
 *
 * @throws Error with the end of its output when it cannot be started or does not exit with 0.
 */
export function runProgram(path: string, args: readonly string[], options: ProgramOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    // The working directory is one that every account can search; the caller's may be closed to the server's.
    const child = spawn(path, args, {
      ...options.account,
      cwd: "/",
      env: programEnvironment(),
      stdio: "pipe",
      windowsHide: true,
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => (output += text));
    }
    child.on("error", (cause) => reject(new Error(`Starting ${path} failed: ${cause.message}`, { cause })));
    child.on("close", (code, signal) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${basename(path)} ended with ${signal ?? String(code)}: ${output.trim().slice(-2000)}`));
    });
    child.stdin.on("error", () => undefined); // A program that ends without reading; its exit code tells.
    child.stdin.end(options.input);
  });
}
