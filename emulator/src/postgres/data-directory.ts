import { createHash } from "node:crypto";
import { chown, cp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { PostgresBinaries } from "./binaries";
import { cachedDirectory } from "./cache";
import { makePrivateDirectory } from "./home-directory";
import { runProgram } from "./program";
import type { ServerAccount } from "./server-account";

/** The superuser of every server. */
export const userName = "dbadmin";
/** The database that clients connect to. */
export const databaseName = "postgres";

/**
 * Makes a data directory that servers' own are copied from, or finds the one that an earlier start made today.
 *
 * It has no password and is never started.
 */
export function prepareDataDirectory(
  binaries: PostgresBinaries,
  account: ServerAccount | undefined,
  home: string,
): Promise<string> {
  const origin = createHash("sha256").update(`${binaries.initdb} ${binaries.version} ${account?.uid ?? ""}`);
  return cachedDirectory(home, `data-${origin.digest("hex").slice(0, 8)}`, async (path) => {
    await makePrivateDirectory(path, account);
    const layout = ["--encoding=UTF8", "--locale=C", "--wal-segsize=1"];
    await runProgram(binaries.initdb, ["-D", path, "-U", userName, "--auth=trust", "--no-sync", ...layout], {
      account,
    });
  });
}

/** Copies a prepared data directory to `path` and sets the superuser's password in it. */
export async function createDataDirectory(
  path: string,
  prepared: string,
  password: string,
  binaries: PostgresBinaries,
  account: ServerAccount | undefined,
): Promise<void> {
  await makePrivateDirectory(path, account);
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
