import { readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { runProgram } from "./program";
import { isAlive, makingPrefix, runPrefix } from "./run-directory";

const makingMilliseconds = 60_000;
const pollMilliseconds = 20;

/** How a leftover server is ended: at once, since nobody needs its data any more, and by force if that is no use. */
const endings = [
  { signal: "SIGQUIT", waitMilliseconds: 2000 },
  { signal: "SIGKILL", waitMilliseconds: 2000 },
] as const;

/**
 * Ends the servers and removes the data of emulators that were killed or crashed. Those of living ones stay.
 *
 * A server's process id and data directory are what PostgreSQL itself records in `postmaster.pid`; a process is only
 * ended if its command line still names that directory.
 */
export async function clearLeftovers(home: string): Promise<void> {
  await Promise.all(
    (await readdir(home)).map(async (name) => {
      const path = join(home, name);
      if (name.startsWith(runPrefix) && !(await isAlive(path))) await clearRun(path);
      if (name.startsWith(makingPrefix) && (await ageMilliseconds(path)) > makingMilliseconds) await remove(path);
    }),
  );
}

async function clearRun(path: string): Promise<void> {
  // Another emulator that starts at this moment clears up as well, so anything may be gone at any time.
  const names = await readdir(path).catch(() => []);
  await Promise.all(names.map((name) => endServer(join(path, name))));
  await remove(path);
}

async function endServer(dataDirectory: string): Promise<void> {
  const record = await readFile(join(dataDirectory, "postmaster.pid"), "utf8").catch(() => "");
  const pid = Number(record.split("\n")[0]);
  if (!Number.isInteger(pid) || pid <= 0) return;
  for (const { signal, waitMilliseconds } of endings) {
    if (!(await isServerOf(dataDirectory, pid))) return;
    end(pid, signal);
    const deadline = Date.now() + waitMilliseconds;
    while (Date.now() < deadline && (await isServerOf(dataDirectory, pid))) await sleep(pollMilliseconds);
  }
}

async function isServerOf(dataDirectory: string, pid: number): Promise<boolean> {
  return (await commandLine(pid)).includes(dataDirectory);
}

/** The command line of a process, empty when there is none. */
async function commandLine(pid: number): Promise<string> {
  if (process.platform === "linux") return readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
  return runProgram("ps", ["-o", "command=", "-p", String(pid)], { account: undefined }).catch(() => "");
}

function end(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

async function ageMilliseconds(path: string): Promise<number> {
  return stat(path).then(
    ({ ctimeMs }) => Date.now() - ctimeMs,
    () => 0,
  );
}

function remove(path: string): Promise<void> {
  return rm(path, { recursive: true, force: true, maxRetries: 3 });
}
