import { randomUUID } from "node:crypto";
import { chmod, chown, lstat, mkdir, readdir, rename, rm, rmdir, stat } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { runProgram, type ServerAccount } from "./process";

/** Others may pass through, since the servers' account is another one than root, but not look or write. */
export const passable = 0o711;

/**
 * Makes, or finds, the folder under the system's temporary one that all emulators of this user share.
 *
 * It lies there, and not in the project, because the server's account must be able to reach it.
 *
 * @throws Error when something else stands in its place, it is someone else's, or the account cannot reach it.
 */
export async function homeDirectory(account: ServerAccount | undefined): Promise<string> {
  const { uid, username } = userInfo();
  await checkSafeParent(tmpdir());
  const path = join(tmpdir(), `tencentdb-postgres-emulator-${uid === -1 ? username : uid}`);
  await mkdir(path, { recursive: true, mode: passable });
  const found = await lstat(path);
  const foreign = uid !== -1 && found.uid !== uid;
  if (foreign || !found.isDirectory()) {
    throw new Error(
      `The emulator keeps its PostgreSQL servers in ${path}, but this is not a folder of yours. ` +
        "Remove it, or name another folder for temporary files in the environment variable TMPDIR.",
    );
  }
  await chmod(path, passable);
  if (account) {
    await runProgram("test", ["-x", path], { account }).catch((cause: unknown) => {
      throw new Error(
        `PostgreSQL, which refuses to run as root, cannot reach ${path} as another account. ` +
          "Name a folder that every account can enter in the environment variable TMPDIR, for example /tmp.",
        { cause },
      );
    });
  }
  return path;
}

const othersMayWrite = 0o002;
const onlyOwnersMayRemove = 0o1000;

/** @throws Error when anybody could put another folder in the place of one that lies here */
async function checkSafeParent(path: string): Promise<void> {
  const { mode } = await stat(path);
  if (process.platform === "win32" || (mode & othersMayWrite) === 0 || (mode & onlyOwnersMayRemove) !== 0) return;
  throw new Error(
    `Every account can remove other users' files from ${path}, so the emulator keeps nothing there. ` +
      `Run \`chmod +t ${path}\`, or name another folder for temporary files in the environment variable TMPDIR.`,
  );
}

/** Makes a folder that only its owner can read, as PostgreSQL demands of its data. */
export async function makePrivateDirectory(path: string, owner: ServerAccount | undefined): Promise<void> {
  await mkdir(path, { mode: 0o700 });
  if (owner) await chown(path, owner.uid, owner.gid);
}

const keptMilliseconds = 2 * 24 * 60 * 60 * 1000;

/**
 * Returns the path of a cached folder, which `make` fills when today's is not there yet.
 *
 * A folder serves for one day only (UTC): systems clear old files out of their temporary folder one by one, and a
 * folder from which some are missing would be taken for a whole one.
 *
 * @param make fills the folder whose path it is given, and which it has to create.
 */
export async function cachedDirectory(
  home: string,
  name: string,
  make: (path: string) => Promise<void>,
): Promise<string> {
  const cache = join(home, "cache");
  await mkdir(cache, { recursive: true, mode: passable });
  await chmod(cache, passable);
  const path = join(cache, `${name}-${new Date().toISOString().slice(0, 10)}`);
  if (await exists(path)) return path;
  await removeOld(cache);
  const fresh = join(cache, `making-${randomUUID()}`);
  try {
    await make(fresh);
    await rename(fresh, path);
  } catch (error) {
    await removeDirectory(fresh);
    // Another emulator may have been quicker; then its folder is as good as ours.
    if (!(await exists(path))) throw error;
  }
  return path;
}

async function removeOld(cache: string): Promise<void> {
  for (const name of await readdir(cache)) {
    const path = join(cache, name);
    const found = await stat(path).catch(() => undefined);
    if (found && Date.now() - found.ctimeMs > keptMilliseconds) await removeDirectory(path);
  }
}

/**
 * Removes a folder and all that is in it.
 *
 * What belongs to a server's account is removed as that account: it can put a link in the place of a folder at any moment, and
 * root would follow it.
 */
export async function removeDirectory(path: string): Promise<void> {
  const found = await lstat(path).catch(() => undefined);
  if (!found) return;
  const isForeign = process.getuid?.() === 0 && found.isDirectory() && found.uid !== 0;
  if (!isForeign) return rm(path, { recursive: true, force: true, maxRetries: 3 });
  const account = { uid: found.uid, gid: found.gid };
  // It may empty the folder, but not take it out of root's, which is the failure that is ignored here.
  await runProgram("rm", ["-rf", path], { account }).catch(() => undefined);
  // Another emulator may clear up at the same moment.
  await rmdir(path).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  });
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
