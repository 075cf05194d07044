import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { chmod, mkdir, open, readdir, readFile, rename, stat } from "node:fs/promises";
import { connect, createServer, type Server } from "node:net";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { passable, removeDirectory } from "./home-directory";
import { runProgram } from "./process";

/** Folders of running emulators start with this, those that are being made with the other. */
const runPrefix = "run-";
const makingPrefix = "making-";

/** The longest path of a socket that every system takes. */
const longestSocketPath = 103;

/** The folder of one emulator, with its servers' data; it says by itself whether its emulator is alive. */
interface RunDirectory {
  path: string;
  /** Removes the folder. */
  remove(): Promise<void>;
}

/**
 * Makes the folder for one emulator's servers.
 *
 * The emulator listens on a socket in it as long as it lives. The system closes the socket with the process, however
 * that ends, so the folder can never seem alive when it is not, as it could with a process id that was given anew.
 *
 * @throws Error when the path of the temporary folder is too long for a socket.
 */
export async function createRunDirectory(home: string): Promise<RunDirectory> {
  const id = randomBytes(4).toString("hex");
  const making = join(home, makingPrefix + id);
  const path = join(home, runPrefix + id);
  await mkdir(making, { mode: passable });
  // A strict umask has taken from that what the servers' account needs.
  await chmod(making, passable);
  const alive = await listen(socketPath(making));
  // Only a folder that is already listened on gets the name under which others look at it.
  await rename(making, path);
  return {
    path,
    remove: async () => {
      await remove(path);
      await new Promise((closed) => alive.close(closed));
    },
  };
}

/** Whether the emulator that made this folder is still running. */
function isAlive(runDirectory: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(socketPath(runDirectory));
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", (error: NodeJS.ErrnoException) => {
      // Any other error says nothing about the emulator, and a live one must be left alone.
      resolve(error.code !== "ECONNREFUSED" && error.code !== "ENOENT");
    });
  });
}

function listen(path: string): Promise<Server> {
  if (Buffer.byteLength(path) > longestSocketPath) {
    throw new Error(
      `The path of the folder for temporary files is too long: a socket in it would have the path ${path}, and ` +
        `systems allow ${longestSocketPath} characters. Name a shorter one in the environment variable TMPDIR.`,
    );
  }
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy())
      .once("error", reject)
      .listen(path, () => resolve(server));
    server.unref();
  });
}

function socketPath(directory: string): string {
  // On Windows such sockets are pipes and lie outside of the file system, under a name that survives the renaming.
  if (process.platform === "win32") {
    return `\\\\.\\pipe\\tencentdb-postgres-emulator-${basename(directory).replace(/^.*-/, "")}`;
  }
  return join(directory, "alive");
}

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

const noSurprises = constants.O_NOFOLLOW | constants.O_NONBLOCK;
const longestRecord = 4096;

async function clearRun(path: string): Promise<void> {
  // Another emulator that starts at this moment clears up as well, so anything may be gone at any time.
  const names = await readdir(path).catch(() => []);
  await Promise.all(names.map((name) => endServer(join(path, name))));
  await remove(path);
}

async function endServer(dataDirectory: string): Promise<void> {
  const record = await readRecord(join(dataDirectory, "postmaster.pid")).catch(() => "");
  const pid = Number(record.split("\n")[0]);
  if (!Number.isInteger(pid) || pid <= 0) return;
  for (const { signal, waitMilliseconds } of endings) {
    if (!(await isServerOf(dataDirectory, pid))) return;
    end(pid, signal);
    const deadline = Date.now() + waitMilliseconds;
    while (Date.now() < deadline && (await isServerOf(dataDirectory, pid))) await sleep(pollMilliseconds);
  }
}

/** What the server wrote there. Its account may put anything else in the file's place: no link is followed, nothing waited for. */
async function readRecord(path: string): Promise<string> {
  const file = await open(path, constants.O_RDONLY | (process.platform === "win32" ? 0 : noSurprises));
  try {
    const { bytesRead, buffer } = await file.read({ buffer: Buffer.alloc(longestRecord) });
    return buffer.toString("utf8", 0, bytesRead);
  } finally {
    await file.close();
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

async function remove(path: string): Promise<void> {
  for (const name of await readdir(path).catch(() => [])) await removeDirectory(join(path, name));
  await removeDirectory(path);
}
