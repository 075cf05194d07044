import { randomBytes } from "node:crypto";
import { chmod, mkdir, rename, rm } from "node:fs/promises";
import { connect, createServer, type Server } from "node:net";
import { basename, join } from "node:path";

/** Folders of running emulators start with this, those that are being made with the other. */
export const runPrefix = "run-";
export const makingPrefix = "making-";

/** The longest path of a socket that every system takes. */
const longestSocketPath = 103;

/** The folder of one emulator, with its servers' data; it says by itself whether its emulator is alive. */
export interface RunDirectory {
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
  await mkdir(making);
  await chmod(making, 0o711);
  const alive = await listen(socketPath(making));
  // Only a folder that is already listened on gets the name under which others look at it.
  await rename(making, path);
  return {
    path,
    remove: async () => {
      await rm(path, { recursive: true, force: true, maxRetries: 3 });
      await new Promise((closed) => alive.close(closed));
    },
  };
}

/** Whether the emulator that made this folder is still running. */
export function isAlive(runDirectory: string): Promise<boolean> {
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
