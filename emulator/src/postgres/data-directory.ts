import { chown, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import type { PostgresBinaries } from "./binaries";
import { runProgram } from "./program";
import type { ServerAccount } from "./server-account";

/** The superuser of every server. */
export const userName = "dbadmin";
/** The database that clients connect to. */
export const databaseName = "postgres";

/**
 * Makes a data directory that servers' own are copied from, or finds the one that an earlier start made.
 *
 * It has no password and is never started.
 */
export async function prepareDataDirectory(
  binaries: PostgresBinaries,
  account: ServerAccount | undefined,
  cacheDirectory: string,
): Promise<string> {
  const prepared = join(cacheDirectory, `data-${binaries.version.replace(/[^\w.]+/g, "-")}`);
  if (existsSync(prepared)) return prepared;
  const fresh = join(cacheDirectory, `new-${randomUUID()}`);
  await makeDirectory(fresh, account);
  await runProgram(
    binaries.initdb,
    ["-D", fresh, "-U", userName, "--auth=trust", "--encoding=UTF8", "--locale=C", "--wal-segsize=1", "--no-sync"],
    { account },
  );
  // Another emulator may have been quicker; then its directory is as good as ours.
  await rename(fresh, prepared).catch(() => rm(fresh, { recursive: true }));
  return prepared;
}

/** Makes an empty directory that only the server's account can read, as PostgreSQL demands. */
async function makeDirectory(path: string, account: ServerAccount | undefined): Promise<void> {
  await mkdir(path, { mode: 0o700 });
  if (account) await chown(path, account.uid, account.gid);
}

/** Copies a prepared data directory to `path` and sets the superuser's password in it. */
export async function createDataDirectory(
  path: string,
  prepared: string,
  password: string,
  binaries: PostgresBinaries,
  account: ServerAccount | undefined,
): Promise<void> {
  await makeDirectory(path, account);
  if (process.platform === "win32") await cp(prepared, path, { recursive: true });
  else await runProgram("cp", ["-R", `${prepared}/.`, path], { account });
  // Single-user mode needs no connection, and so no moment in which the server accepts one without a password.
  await runProgram(binaries.postgres, ["--single", "-D", path, databaseName], {
    account,
    input: `ALTER ROLE ${userName} PASSWORD '${password}'\n`,
  });
}

/** Writes a file that only the server's account can read, as PostgreSQL demands of its key. */
export async function writeServerFile(
  directory: string,
  name: string,
  content: string,
  account: ServerAccount | undefined,
): Promise<void> {
  const path = join(directory, name);
  await writeFile(path, content, { mode: 0o600 });
  if (account) await chown(path, account.uid, account.gid);
}
