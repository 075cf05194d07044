import { createHash } from "node:crypto";
import { cp } from "node:fs/promises";
import type { PostgresBinaries } from "./binaries";
import { cachedDirectory, makePrivateDirectory } from "./home-directory";
import { runProgram, type ServerAccount } from "./process";

/** The login that clients get: it may make databases and roles, but is no superuser, as in the product. */
export const userName = "dbadmin";
/** The database that clients connect to. It belongs to that login. */
export const databaseName = "postgres";

/** The superuser that PostgreSQL needs to have. Nobody can log in as this one. */
export const superuserName = "emulator_superuser";

/** In earlier ones, a login that may make roles may also join the role that runs programs as the server's account. */
const firstVersionWithSafeCreateRole = 16;

/** What the login may do. Nothing of it reaches the server's files or programs. */
function roleStatements({ majorVersion }: PostgresBinaries): string[] {
  const createRole = majorVersion >= firstVersionWithSafeCreateRole ? "CREATEROLE" : "";
  return [
    `CREATE ROLE ${userName} LOGIN CREATEDB ${createRole}`,
    `GRANT pg_monitor, pg_signal_backend TO ${userName}`,
    `ALTER DATABASE ${databaseName} OWNER TO ${userName}`,
    `ALTER ROLE ${superuserName} NOLOGIN`,
  ];
}

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
  const layout = ["-U", superuserName, "--auth=reject", "--encoding=UTF8", "--locale=C", "--wal-segsize=1"];
  const statements = roleStatements(binaries);
  const origin = [binaries.initdb, binaries.version, account?.uid ?? "", ...layout, ...statements].join(" ");
  const name = createHash("sha256").update(origin).digest("hex").slice(0, 8);
  return cachedDirectory(home, `data-${name}`, async (path) => {
    await makePrivateDirectory(path, account);
    await runProgram(binaries.initdb, ["-D", path, "--no-sync", ...layout], { account });
    await runStatements(path, statements, binaries, account);
  });
}

/** Copies a prepared data directory to `path` and sets the login's password in it. */
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
  await runStatements(path, [`ALTER ROLE ${userName} PASSWORD '${password}'`], binaries, account);
}

/**
 * Runs statements as the superuser, in a data directory whose server is not running.
 *
 * Single-user mode needs no connection, and so no moment in which the server accepts one without a password.
 *
 * @throws Error when a statement fails; PostgreSQL itself goes on then.
 */
async function runStatements(
  path: string,
  statements: readonly string[],
  binaries: PostgresBinaries,
  account: ServerAccount | undefined,
): Promise<void> {
  const input = statements.map((statement) => `${statement}\n`).join("");
  const printed = await runProgram(binaries.postgres, ["--single", "-D", path, databaseName], { account, input });
  const [error] = /(ERROR|FATAL): .*/.exec(printed) ?? [];
  if (error !== undefined) throw new Error(`Preparing a database in ${path} failed: ${error}`);
}
