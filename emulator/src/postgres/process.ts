import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** The system account that a server runs as. */
export interface ServerAccount {
  uid: number;
  gid: number;
}

/** Where servers may run when root starts them. The first one owns nothing; the other may have databases of its own. */
const accountNames = ["nobody", "postgres"];

/**
 * The account that servers must run as, because PostgreSQL refuses to run as root; undefined when this process's own
 * account will do.
 *
 * @throws Error when this process is root and the system has neither `nobody` nor `postgres`.
 */
export function serverAccount(): ServerAccount | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  for (const name of accountNames) {
    const [, , uid, gid] = accounts.find((fields) => fields[0] === name) ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error(
    "PostgreSQL refuses to run as root, and this system has no account `nobody` or `postgres` to run it as. " +
      "Start the emulator as another user, or add one of the two accounts.",
  );
}

/** How a program is run: as whom, and what it reads. */
interface ProgramOptions {
  account: ServerAccount | undefined;
  input?: string;
}

/** What programs need to be found and to run, and nothing else: the rest may hold keys. */
const passedOn =
  process.platform === "win32"
    ? ["PATH", "PATHEXT", "ComSpec", "SystemRoot", "TEMP", "TMP"]
    : ["PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"];

/** The environment of PostgreSQL and its tools, with messages in English whatever the system's language is. */
function programEnvironment(): NodeJS.ProcessEnv {
  const known = passedOn.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]));
  return { ...(Object.fromEntries(known) as NodeJS.ProcessEnv), LC_ALL: "C" };
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

const startSeconds = 30;
const stopSeconds = 10;
const pollMilliseconds = 10;

/** What is needed to start the server process of one data directory. */
interface PostmasterOptions {
  postgres: string;
  dataDirectory: string;
  /** `postgresql.conf`, wherever it lies. */
  settingsFile: string;
  logFile: string;
  account: ServerAccount | undefined;
  /** Resolves when the server answers as it should, and rejects when it does not yet. */
  probe: () => Promise<void>;
  /** Called when the process ends although nobody stopped it, with how it ended and the end of its log. */
  onDeath: (how: string) => void;
}

/** The main process of one PostgreSQL server. */
export class Postmaster {
  private isStopped = false;

  private constructor(
    private readonly child: ChildProcess,
    options: PostmasterOptions,
  ) {
    const tell = () => {
      if (this.isStopped) return;
      options.onDeath([`exit code ${child.exitCode}, signal ${child.signalCode}`, ...endOfLog(options)].join("\n"));
    };
    if (hasEnded(child)) tell();
    else child.once("exit", tell);
  }

  /**
   * Starts the process and waits until the probe succeeds.
   *
   * @throws Error with the end of the server's log, when it ends, or is not ready within 30 seconds.
   */
  static async start(options: PostmasterOptions): Promise<Postmaster> {
    const log = openSync(options.logFile, "a", 0o600);
    const settings = ["-D", options.dataDirectory, "-c", `config_file=${options.settingsFile}`];
    const child = spawn(options.postgres, settings, {
      ...options.account,
      cwd: "/",
      env: programEnvironment(),
      stdio: ["ignore", log, log],
      windowsHide: true,
    });
    closeSync(log);
    // The server must not keep a program alive that has nothing else to do.
    child.unref();
    let spawnError: Error | undefined;
    child.once("error", (error) => (spawnError = error));
    const deadline = Date.now() + startSeconds * 1000;
    for (;;) {
      try {
        await options.probe();
        return new Postmaster(child, options);
      } catch (cause) {
        if (spawnError === undefined && !hasEnded(child) && Date.now() < deadline) {
          await sleep(pollMilliseconds);
          continue;
        }
        child.kill("SIGQUIT");
        const says = [spawnError?.message ?? "", ...endOfLog(options)];
        throw new Error([`PostgreSQL in ${options.dataDirectory} did not start.`, ...says].join("\n"), { cause });
      }
    }
  }

  /** Ends the process and waits until it is gone; its open connections are cut. */
  async stop(): Promise<void> {
    this.isStopped = true;
    if (hasEnded(this.child)) return;
    const ended = once(this.child, "exit");
    this.child.ref();
    const force = setTimeout(() => this.child.kill("SIGQUIT"), stopSeconds * 1000);
    // "Fast": sessions end at once with an error that says so, and what they committed is kept.
    this.child.kill("SIGINT");
    await ended;
    clearTimeout(force);
  }

  /** Tells the process to end at once; for the moment in which this process itself ends and cannot wait. */
  kill(): void {
    this.isStopped = true;
    this.child.kill("SIGQUIT");
  }
}

function endOfLog({ logFile }: PostmasterOptions): string[] {
  return readFileSync(logFile, "utf8").trim().split("\n").slice(-10);
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
