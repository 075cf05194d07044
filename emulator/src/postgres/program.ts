import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename } from "node:path";

/** The system account that a server runs as. */
export interface ServerAccount {
  uid: number;
  gid: number;
}

/**
 * The account that servers must run as, because PostgreSQL refuses to run as root; undefined when this process's own
 * account will do.
 *
 * @throws Error when this process is root and the system has neither `postgres` nor `nobody`.
 */
export function serverAccount(): ServerAccount | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  for (const name of ["postgres", "nobody"]) {
    const [, , uid, gid] = accounts.find((fields) => fields[0] === name) ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error(
    "PostgreSQL refuses to run as root, and this system has no account `postgres` or `nobody` to run it as. " +
      "Start the emulator as another user, or add one of the two accounts.",
  );
}

/** How a program is run: as whom, and what it reads. */
interface ProgramOptions {
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
