import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { Emulator } from "../../../emulator/src";
import { startEmulator } from "../../../emulator/src";
import { removeDirectory } from "../../../emulator/src/postgres/home-directory";
import { writeOwnFile } from "../../../emulator/src/postgres/own-file";
import { query, tlsVersion } from "./connections";
import { openFolder } from "./open-folder";
import { runAsSecondAccount, secondAccount } from "./second-account";

const canary = "key-of-the-user-who-starts-the-emulator";
const id = "postgres-emu00001";
let emulator: Emulator;
let dataDirectory = "";
beforeAll(async () => {
  process.env.TENCENTCLOUD_SECRET_KEY = canary;
  emulator = await startEmulator({ instances: 1, servers: 1, taskSeconds: 0 });
  delete process.env.TENCENTCLOUD_SECRET_KEY;
  dataDirectory = (await ask<{ data_directory: string }>("SHOW data_directory"))[0]?.data_directory ?? "";
}, 60_000);
afterAll(() => emulator.close());

const login = () => {
  const { server } = emulator.control.instance(id);
  if (!server) throw new Error("The instance has no database.");
  return server;
};
const ask = <Row extends object>(sql: string) => query<Row>(login(), sql);
/** What another account of the machine gets from the database, which it finds through the control interface. */
const askAsSecondAccount = async (statements: readonly string[], change = "") => {
  const printed = await runAsSecondAccount(`
    const { server } = await (await fetch("${emulator.endpoint}/_emulator/instances/${id}")).json();
    const client = new (require("pg").Client)({ ...server, ssl: false, ${change} });
    await client.connect();
    for (const sql of ${JSON.stringify(statements)}) {
      console.log(await client.query(sql).then(({ rows }) => JSON.stringify(rows), String));
    }
    await client.end();`);
  return printed.trim().split("\n");
};

describe("another account of the machine", () => {
  test("gets a login that is no superuser, and that runs no program and reaches no file of the server", async () => {
    const who = "SELECT current_user, rolsuper FROM pg_roles WHERE rolname = current_user";
    expect(await askAsSecondAccount([who])).toEqual(['[{"current_user":"dbadmin","rolsuper":false}]']);
    const statements = [
      "COPY (SELECT 1) TO PROGRAM 'id'",
      "COPY seen FROM PROGRAM 'env'",
      "COPY seen FROM '/etc/passwd'",
      "COPY (SELECT 1) TO '/tmp/written-by-the-server'",
      "SELECT pg_read_file('/etc/passwd')",
      "SELECT lo_import('/etc/passwd')",
      "SELECT lo_export(lo_from_bytea(0, 'x'), '/tmp/written-by-the-server')",
      "CREATE FUNCTION system(cstring) RETURNS int AS '/lib/x86_64-linux-gnu/libc.so.6', 'system' LANGUAGE c",
      "ALTER SYSTEM SET archive_command = 'id'",
    ];
    const said = await askAsSecondAccount(["CREATE TEMP TABLE seen (line text)", ...statements]);
    expect(said).toEqual(["[]", ...statements.map(() => expect.stringMatching(/^error: (permission|must)/) as string)]);
  });

  test("cannot raise that login, or a role that it makes, to one that can do more", async () => {
    const statements = [
      "ALTER ROLE dbadmin SUPERUSER",
      "CREATE ROLE raised SUPERUSER",
      "GRANT pg_execute_server_program TO dbadmin",
      "CREATE ROLE raised IN ROLE pg_execute_server_program",
      "GRANT pg_write_server_files TO dbadmin",
      "GRANT emulator_superuser TO dbadmin",
      "SET ROLE emulator_superuser",
      "ALTER ROLE emulator_superuser LOGIN PASSWORD 'known'",
    ];
    const said = await askAsSecondAccount(statements);
    expect(said).toEqual(statements.map(() => expect.stringContaining("permission denied") as string));
  });

  test("cannot log in as the superuser, whatever the password", async () => {
    const superusers = await ask("SELECT rolname, rolcanlogin FROM pg_roles WHERE rolsuper");
    expect(superusers).toEqual([{ rolname: "emulator_superuser", rolcanlogin: false }]);
    for (const password of ["", "emulator_superuser", login().password]) {
      const said = await askAsSecondAccount(["SELECT 1"], `user: "emulator_superuser", password: "${password}"`);
      expect(said.join()).toContain("pg_hba.conf rejects connection");
    }
  });

  test("finds no socket of the database", async () => {
    expect(await ask("SHOW unix_socket_directories")).toEqual([{ unix_socket_directories: "" }]);
  });
});

test("the login makes databases, roles and the extensions that PostgreSQL trusts, as tests of programs need", async () => {
  await ask("CREATE EXTENSION pgcrypto");
  await ask("CREATE ROLE app LOGIN PASSWORD 'app'");
  await ask("CREATE DATABASE app_data");
  const appData = { ...login(), database: "app_data" };
  await query(appData, "CREATE EXTENSION hstore; GRANT ALL ON SCHEMA public TO app");
  await query({ ...appData, user: "app", password: "app" }, "CREATE TABLE items (id int)");
  expect(await query(appData, "SELECT extname FROM pg_extension WHERE extname = 'hstore'")).toHaveLength(1);
  await ask("DROP DATABASE app_data");
});

if (process.platform === "linux") {
  test("PostgreSQL's environment holds nothing of the user who starts the emulator: no keys, no HOME", () => {
    const [pid = ""] = readFileSync(join(dataDirectory, "postmaster.pid"), "utf8").split("\n");
    const environment = readFileSync(`/proc/${pid}/environ`, "utf8").split("\0");
    expect(environment.join()).not.toContain(canary);
    const names = environment.map((entry) => entry.replace(/=.*/s, "")).filter((name) => name !== "");
    // The last three PostgreSQL sets itself.
    const known = ["LC_ALL", "LD_LIBRARY_PATH", "PATH", "PGLOCALEDIR", "PGSYSCONFDIR", "PG_GRANDPARENT_PID"];
    expect(names.filter((name) => !known.includes(name))).toEqual([]);
  });
}

test("certificates and settings lie where only the emulator's user can write", async () => {
  await emulator.control.changeInstance(id, { sslEnabled: true });
  const folder = `${dataDirectory}-settings`;
  const { uid } = statSync(dirname(dataDirectory));
  for (const path of [folder, ...readdirSync(folder).map((name) => join(folder, name))]) {
    const found = statSync(path);
    expect([path, found.uid, found.mode & 0o027]).toEqual([path, uid, 0]);
  }
  expect(readdirSync(dataDirectory).filter((name) => name.startsWith("server."))).toEqual([]);
  expect(await tlsVersion(login(), { ca: emulator.control.caCertificate() })).toBe("TLSv1.3");
  if (secondAccount) {
    const planted = `require("fs").symlinkSync("/etc/passwd", "${join(folder, "planted")}")`;
    expect(await runAsSecondAccount(planted)).toContain("EACCES");
  }
});

test("a link in a file's place is not followed, and a folder that others can write to gets nothing", async () => {
  const folder = openFolder();
  const victim = join(folder, "victim");
  writeFileSync(victim, "kept");
  symlinkSync(victim, join(folder, "server.key"));
  await expect(writeOwnFile(join(folder, "server.key"), "key", secondAccount)).rejects.toThrow("ELOOP");
  expect(readFileSync(victim, "utf8")).toBe("kept");
  const shared = join(folder, "shared");
  mkdirSync(shared);
  chmodSync(shared, 0o777);
  await expect(writeOwnFile(join(shared, "server.key"), "key", secondAccount)).rejects.toThrow("only this user");
  expect(readdirSync(shared)).toEqual([]);
  rmSync(shared, { recursive: true });
});

test("what a server's account left is removed without following its links", async () => {
  const [folder, victim] = [openFolder(), openFolder()];
  writeFileSync(join(victim, "kept"), "");
  const left = join(folder, "server-1");
  mkdirSync(left);
  symlinkSync(victim, join(left, "base"));
  if (secondAccount) chownSync(left, secondAccount.uid, secondAccount.gid);
  await removeDirectory(left);
  expect([existsSync(left), existsSync(join(victim, "kept"))]).toEqual([false, true]);
});
