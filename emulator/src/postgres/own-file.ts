import { constants } from "node:fs";
import { chmod, chown, lstat, open } from "node:fs/promises";
import { userInfo } from "node:os";
import { dirname } from "node:path";
import type { ServerAccount } from "./process";

/** Windows has no such flag, and there a missing one changes nothing. */
const noLinks = process.platform === "win32" ? 0 : constants.O_NOFOLLOW;
const othersMayWrite = 0o022;

/**
 * Writes a file that the server's account may read, but which nobody but this process's user may write.
 *
 * PostgreSQL takes a private key that another account owns only if that account is root, who starts it as another one here.
 *
 * @throws Error when the folder is not this user's alone, or a link stands in the file's place
 */
export async function writeOwnFile(path: string, content: string, account: ServerAccount | undefined): Promise<void> {
  await checkOwnDirectory(dirname(path));
  const { O_WRONLY, O_CREAT, O_TRUNC } = constants;
  const file = await open(path, O_WRONLY | O_CREAT | O_TRUNC | noLinks, 0o600);
  try {
    if (account) {
      await file.chown(0, account.gid);
      await file.chmod(0o640);
    }
    await file.writeFile(content);
  } finally {
    await file.close();
  }
}

/** Lets the server's account read in a folder of this user's. */
export async function shareDirectory(path: string, account: ServerAccount | undefined): Promise<void> {
  await checkOwnDirectory(path);
  if (!account) return;
  await chown(path, 0, account.gid);
  await chmod(path, 0o750);
}

/** @throws Error when this is not a folder that belongs to this user, and to which nobody else can write */
async function checkOwnDirectory(path: string): Promise<void> {
  const { uid } = userInfo();
  const found = await lstat(path);
  const isOwn = uid === -1 || (found.uid === uid && (found.mode & othersMayWrite) === 0);
  if (found.isDirectory() && isOwn) return;
  throw new Error(`${path} is not a folder that only this user can write to, so nothing is written there.`);
}
