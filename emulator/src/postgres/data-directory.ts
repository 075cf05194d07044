import { createHash } from "node:crypto";
import { chown, cp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { PostgresBinaries } from "./binaries";
import { cachedDirectory, makePrivateDirectory } from "./home-directory";
import { runProgram, type ServerAccount } from "./process";

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

/** The file with the TLS settings, read by `postgresql.conf`; kept apart because it is what changes. */
export const tlsSettingsFile = "tls.conf";
export const certificateFile = "server.crt";
export const privateKeyFile = "server.key";

/**
 * TLS 1.0 to 1.3, as the product's guide has it: https://cloud.tencent.com/document/product/409/115986. PostgreSQL alone
 * begins at 1.2, and OpenSSL speaks the older ones at its lowest level of security only; the rest of the list is PostgreSQL's default.
 */
const tlsVersions = ["ssl_min_protocol_version = 'TLSv1'", "ssl_ciphers = 'HIGH:MEDIUM:+3DES:!aNULL:@SECLEVEL=0'"];

/** `postgresql.conf` for a server that is small and quick, and whose data nobody will miss. */
export function serverSettings(options: { addresses: readonly string[]; port: number; majorVersion: number }): string {
  return [
    `listen_addresses = '${options.addresses.join(",")}'`,
    `port = ${options.port}`,
    "unix_socket_directories = ''",
    "password_encryption = 'scram-sha-256'",
    "max_connections = 50",
    "shared_buffers = 16MB",
    // Shared memory in files of the data directory, so that a killed server leaves nothing behind outside of it.
    "dynamic_shared_memory_type = mmap",
    "fsync = off",
    "synchronous_commit = off",
    "full_page_writes = off",
    "wal_level = minimal",
    "max_wal_senders = 0",
    "max_wal_size = 32MB",
    "min_wal_size = 2MB",
    "autovacuum = off",
    "jit = off",
    "max_logical_replication_workers = 0",
    // From PostgreSQL 18 on; its default starts three more processes.
    ...(options.majorVersion >= 18 ? ["io_method = sync"] : []),
    ...(options.majorVersion >= 12 ? tlsVersions : []),
    `include '${tlsSettingsFile}'`,
    "",
  ].join("\n");
}

/** `pg_hba.conf`: a password for everyone, with or without TLS; nothing documented says that SSL becomes mandatory. */
export const hostRules = "host all all all scram-sha-256\n";

/** `tls.conf`, on or off. */
export function tlsSettings(on: boolean): string {
  if (!on) return "ssl = off\n";
  return `ssl = on\nssl_cert_file = '${certificateFile}'\nssl_key_file = '${privateKeyFile}'\n`;
}
