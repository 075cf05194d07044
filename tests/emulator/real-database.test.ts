import { Client } from "pg";
import { call } from "./raw-client";
import { eventually, settled, useEmulator } from "./use-emulator";

const emulator = useEmulator({ instances: 3, servers: 2 });
const id = "postgres-emu00001";
const view = (instance = id) => emulator().control.instance(instance);
const modify = (parameters: object) =>
  call(emulator(), "ModifyDBInstanceSSLConfig", { DBInstanceId: id, ...parameters });

test("the first instances have a real PostgreSQL, the others have none", () => {
  expect([view().server, view("postgres-emu00002").server].every((server) => server !== null)).toBe(true);
  expect(view("postgres-emu00003").server).toBeNull();
});

test("turning SSL on gives the database a certificate for the protected address only, which CACert verifies", async () => {
  const [privateIp = "", publicIp = ""] = view().addresses;
  await modify({ SSLEnabled: true, ConnectAddress: privateIp });
  await settled(emulator(), id);
  const { CACert: ca } = await call(emulator(), "DescribeDBInstanceSSLConfig", { DBInstanceId: id });

  expect(await usesTls(await connected(privateIp, String(ca)))).toBe(true);
  await expect(connected(publicIp, String(ca))).rejects.toThrow(/does not match certificate's altnames/);

  await modify({ SSLEnabled: true, ConnectAddress: publicIp });
  await settled(emulator(), id);
  expect(await usesTls(await connected(publicIp, String(ca)))).toBe(true);
  await expect(connected(privateIp, String(ca))).rejects.toThrow(/does not match certificate's altnames/);
});

test.each(["TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"] as const)(
  "a client that speaks %s is served, as by the product",
  async (version) => {
    const { addresses, server } = view();
    await emulator().control.changeInstance(id, { sslEnabled: true });
    const ssl = { ca: emulator().control.caCertificate(), minVersion: version, maxVersion: version };
    const client = new Client({
      ...{
        host: addresses[0],
        port: server?.port,
        user: server?.user,
        password: server?.password,
        database: "postgres",
      },
      // Without this, Node's own OpenSSL refuses to speak the older ones.
      ssl: { ...ssl, ciphers: "DEFAULT:@SECLEVEL=0" },
    });
    await client.connect();
    const { rows } = await client.query("SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid()");
    await client.end();
    expect(rows).toEqual([{ version }]);
  },
);

test("every accepted change restarts the database: open connections are cut", async () => {
  const client = await connected(view().addresses[0] ?? "");
  let isCut = false;
  client.on("error", () => (isCut = true)).on("end", () => (isCut = true));
  await modify({ SSLEnabled: true, ConnectAddress: view().addresses[0] ?? "" });
  await settled(emulator(), id);

  await eventually(() => isCut);
  expect(await usesTls(await connected(view().addresses[0] ?? ""))).toBe(false);
  expect(view().restarts).toBe(1);
});

test("turning SSL off takes TLS away", async () => {
  const [privateIp = ""] = view().addresses;
  await emulator().control.changeInstance(id, { sslEnabled: true });
  expect(await usesTls(await connected(privateIp, emulator().control.caCertificate()))).toBe(true);

  await modify({ SSLEnabled: false });
  await settled(emulator(), id);
  await expect(connected(privateIp, emulator().control.caCertificate())).rejects.toThrow(/does not support SSL/);
});

test("a task that fails leaves the database alone", async () => {
  const client = await connected(view().addresses[0] ?? "");
  emulator().control.nextTask({ status: "Fail", seconds: 0 });
  await modify({ SSLEnabled: true, ConnectAddress: view().addresses[0] ?? "" });
  await settled(emulator(), id);

  expect(await usesTls(client)).toBe(false);
  await expect(connected(view().addresses[0] ?? "", emulator().control.caCertificate())).rejects.toThrow();
});

test("reset turns TLS off", async () => {
  await emulator().control.changeInstance(id, { sslEnabled: true });
  await emulator().reset();
  await expect(connected(view().addresses[0] ?? "", emulator().control.caCertificate())).rejects.toThrow();
  expect(view().sslEnabled).toBe(false);
});

const clients: Client[] = [];
afterEach(async () => {
  await Promise.allSettled(clients.splice(0).map((client) => client.end()));
});

/** A connection to the database: with verify-full when there is a certificate to verify it by, else without TLS. */
async function connected(host: string, ca?: string): Promise<Client> {
  const { server } = view();
  if (!server) throw new Error("The instance has no database.");
  const { port, user, password, database } = server;
  const ssl = ca === undefined ? false : { ca, rejectUnauthorized: true };
  const client = new Client({ host, port, user, password, database, ssl });
  client.on("error", () => undefined);
  await client.connect();
  clients.push(client);
  return client;
}

async function usesTls(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ ssl: boolean }>("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()");
  return rows[0]?.ssl ?? false;
}
