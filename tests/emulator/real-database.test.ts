import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openConnection, query, tlsVersion } from "./postgres/connections";
import { codeOf } from "./raw-client";
import { eventually, useEmulator } from "./use-emulator";

const emulator = useEmulator({ instances: 3, servers: 2 });
const id = "postgres-emu00001";
const view = (instance = id) => emulator().control.instance(instance);
const addresses = () => view().addresses as [string, string];
const database = () => {
  const { server } = view();
  if (!server) throw new Error("The instance has no database.");
  return server;
};
/** The only value that the database answers with. */
const ask = async (sql: string) => String(Object.values((await query(database(), sql))[0] ?? {})[0]);
const startedAt = () => ask("SELECT pg_postmaster_start_time()::text");
const withTls = (host = addresses()[0], ca = emulator().control.caCertificate()) =>
  tlsVersion(database(), { ca }, host);
const withoutTls = () => tlsVersion(database(), false, addresses()[0]);
const modify = async (address?: string) => {
  await emulator.modify(id, address);
  await emulator.settled(id);
};

test("the first instances have a real PostgreSQL, the others have none", () => {
  expect([view().server, view("postgres-emu00002").server].every((server) => server !== null)).toBe(true);
  expect(view("postgres-emu00003").server).toBeNull();
});

test("turning SSL on gives the database a certificate for the protected address only, which CACert verifies", async () => {
  const [privateIp, publicIp] = addresses();
  for (const [address, other] of [
    [privateIp, publicIp],
    [publicIp, privateIp],
  ] as const) {
    await modify(address);
    const { CACert: ca, CAUrl } = await emulator.call("DescribeDBInstanceSSLConfig", { DBInstanceId: id });
    expect(await withTls(address, String(ca))).toBe("TLSv1.3");
    await expect(withTls(other, String(ca))).rejects.toThrow(/does not match certificate's altnames/);
    expect((await fetch(String(CAUrl))).headers.get("content-type")).toBe("application/zip");
  }
});

test("a server that sends its own certificate alone is verified with CACert all the same", async () => {
  emulator().control.behaviour({ serverChain: "leaf" });
  await modify(addresses()[0]);
  expect(await withTls()).toBe("TLSv1.3");
  const { CACert: ca } = await emulator.call("DescribeDBInstanceSSLConfig", { DBInstanceId: id });
  const [root = ""] = String(ca).split(/(?<=-----END CERTIFICATE-----\n)/);
  // Who trusts the root alone needs the intermediate from the server.
  await expect(withTls(addresses()[0], root)).rejects.toThrow("unable to verify the first certificate");
  emulator().control.behaviour({ serverChain: "intermediate" });
  await modify(addresses()[0]);
  expect(await withTls(addresses()[0], root)).toBe("TLSv1.3");
});

test("a client that speaks TLS 1.0, 1.1, 1.2 or 1.3 is served, as by the product", async () => {
  await emulator().control.changeInstance(id, { sslEnabled: true });
  for (const version of ["TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"] as const) {
    const versions = { minVersion: version, maxVersion: version };
    // Without the ciphers, Node's own OpenSSL refuses to speak the older ones.
    const ssl = { ca: emulator().control.caCertificate(), ...versions, ciphers: "DEFAULT:@SECLEVEL=0" };
    expect(await tlsVersion(database(), ssl, addresses()[0])).toBe(version);
  }
});

test("every accepted change restarts the database: open connections are cut, and what was committed is kept", async () => {
  await query(database(), "CREATE TABLE kept AS SELECT 1 AS number");
  for (const address of [addresses()[0], undefined]) {
    const { cut } = await openConnection(database());
    await modify(address);
    expect((await cut).message).toMatch("terminating connection due to administrator command");
    expect(await withoutTls()).toBeNull();
    expect(await ask("SELECT number FROM kept")).toBe("1");
  }
  expect(view().restarts).toBe(2);
  await expect(withTls()).rejects.toThrow(/does not support SSL/);
});

test("a task that fails leaves the database alone, and so does a reset while SSL is off", async () => {
  const before = await startedAt();
  emulator().control.nextTask({ status: "Fail", seconds: 0 });
  await modify(addresses()[0]);
  await emulator().reset();
  expect(await startedAt()).toBe(before);
  await expect(withTls()).rejects.toThrow();
});

test("a restart by somebody else really restarts the database", async () => {
  const before = await startedAt();
  emulator().control.startTask(id, { kind: "restart", seconds: 0 });
  await emulator.settled(id);
  expect(await startedAt()).not.toBe(before);
});

test("reset turns TLS off", async () => {
  await emulator().control.changeInstance(id, { sslEnabled: true });
  expect(await withTls()).toBe("TLSv1.3");
  await emulator().reset();
  await expect(withTls()).rejects.toThrow();
  expect(view().sslEnabled).toBe(false);
});

describe("a database that is dead or does not come up again", () => {
  let dataDirectory = "";
  let logged: jest.SpyInstance;
  beforeEach(async () => {
    dataDirectory = await ask("SHOW data_directory");
    logged = jest.spyOn(console, "error").mockImplementation(() => undefined);
  });
  afterEach(async () => {
    rmSync(join(dataDirectory, "postgresql.auto.conf"), { force: true });
    await emulator().reset();
    expect(await ask("SELECT 1")).toBe("1");
    logged.mockRestore();
  });

  test("a killed database is noticed and logged, and refuses changes; reset brings it back", async () => {
    await killPostmaster();
    expect(JSON.stringify(logged.mock.calls)).toContain("ended by itself: exit code null, signal SIGKILL");
    expect(codeOf(await emulator.modify(id, "127.0.0.1"))).toBe("OperationDenied.InstanceStatusLimitError");
    expect((await emulator.http("POST", "reset")).status).toBe(200);
    expect(view().status).toBe("running");
  });

  test("a restart that fails ends the task in the step of the restart, with what PostgreSQL logged", async () => {
    spoil();
    await emulator.modify(id, "127.0.0.1");
    await emulator.settled(id);
    const { TaskSet: set } = await emulator.call("DescribeTasks", { DBInstanceId: id });
    const Message = expect.stringContaining("no_such_library") as string;
    expect(set).toMatchObject([{ Status: "Fail", TaskDetail: { CurrentStep: "Restart Instance", Message } }]);
    expect(JSON.stringify(logged.mock.calls)).toContain(`of ${id}) failed`);
    expect(view()).toMatchObject({ status: "offline", sslEnabled: false, restarts: 0 });
  });

  test.each([
    ["POST", "reset", undefined],
    ["PUT", `instances/${id}`, { sslEnabled: true }],
  ])("%s %s that fails is answered with the reason, and logged", async (method, path, body) => {
    spoil();
    await killPostmaster();
    const { status, json } = await emulator.http(method, path, body);
    expect(status).toBe(500);
    expect(json.error).toContain("no_such_library");
    expect(logged).toHaveBeenCalled();
  });

  /** Makes the next start fail. */
  function spoil(): void {
    writeFileSync(join(dataDirectory, "postgresql.auto.conf"), "shared_preload_libraries = 'no_such_library'\n");
  }

  async function killPostmaster(): Promise<void> {
    const [pid = ""] = readFileSync(join(dataDirectory, "postmaster.pid"), "utf8").split("\n");
    process.kill(Number(pid), "SIGKILL");
    await eventually(() => view().status === "offline");
  }
});
