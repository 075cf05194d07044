import { chmod, chown, lstat, mkdir } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { runProgram } from "./program";
import type { ServerAccount } from "./server-account";

/**
 * Makes, or finds, the folder under the system's temporary one that all emulators of this user share.
 *
 * It lies there, and not in the project, because the server's account must be able to reach it.
 *
 * @throws Error when something else stands in its place, it is someone else's, or the account cannot reach it.
 */
export async function homeDirectory(account: ServerAccount | undefined): Promise<string> {
  const { uid, username } = userInfo();
  const path = join(tmpdir(), `tencentdb-postgres-emulator-${uid === -1 ? username : uid}`);
  await mkdir(path, { recursive: true });
  const found = await lstat(path);
  const foreign = uid !== -1 && found.uid !== uid;
  if (foreign || !found.isDirectory()) {
    throw new Error(
      `The emulator keeps its PostgreSQL servers in ${path}, but this is not a folder of yours. ` +
        "Remove it, or name another folder for temporary files in the environment variable TMPDIR.",
    );
  }
  // Others may pass through, since the servers' account is another one than root, but not look or write.
  await chmod(path, 0o711);
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

/** Makes a folder that only its owner can read, as PostgreSQL demands of its data. */
export async function makePrivateDirectory(path: string, owner: ServerAccount | undefined): Promise<void> {
  await mkdir(path, { mode: 0o700 });
  if (owner) await chown(path, owner.uid, owner.gid);
}
