import { openConnection, query, tlsVersion } from "./postgres/connections";
import { useEmulator } from "./use-emulator";

const emulator = useEmulator({ instances: 3, servers: 2 });
const id = "postgres-emu00001";
const view = (instance = id) => emulator().control.instance(instance);
const addresses = () => view().addresses as [string, string];
const database = () => {
  const { server } = view();
  if (!server) throw new Error("The instance has no database.");
  return server;
};
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
    const { CACert: ca } = await emulator.call("DescribeDBInstanceSSLConfig", { DBInstanceId: id });
    expect(await withTls(address, String(ca))).toBe("TLSv1.3");
    await expect(withTls(other, String(ca))).rejects.toThrow(/does not match certificate's altnames/);
  }
});

test.each(["TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"] as const)(
  "a client that speaks %s is served, as by the product",
  async (version) => {
    await emulator().control.changeInstance(id, { sslEnabled: true });
    const versions = { minVersion: version, maxVersion: version };
    // Without the ciphers, Node's own OpenSSL refuses to speak the older ones.
    const ssl = { ca: emulator().control.caCertificate(), ...versions, ciphers: "DEFAULT:@SECLEVEL=0" };
    expect(await tlsVersion(database(), ssl, addresses()[0])).toBe(version);
  },
);

test("every accepted change restarts the database: open connections are cut", async () => {
  const { cut } = await openConnection(database());
  await modify(addresses()[0]);
  await cut;
  expect(await withoutTls()).toBeNull();
  expect(view().restarts).toBe(1);
});

test("turning SSL off takes TLS away", async () => {
  await emulator().control.changeInstance(id, { sslEnabled: true });
  expect(await withTls()).toBe("TLSv1.3");
  await modify();
  await expect(withTls()).rejects.toThrow(/does not support SSL/);
});

test("a task that fails leaves the database alone", async () => {
  const startedAt = () => query(database(), "SELECT pg_postmaster_start_time()::text");
  const before = await startedAt();
  emulator().control.nextTask({ status: "Fail", seconds: 0 });
  await modify(addresses()[0]);
  expect(await startedAt()).toEqual(before);
  await expect(withTls()).rejects.toThrow();
});

test("reset turns TLS off", async () => {
  await emulator().control.changeInstance(id, { sslEnabled: true });
  await emulator().reset();
  await expect(withTls()).rejects.toThrow();
  expect(view().sslEnabled).toBe(false);
});
