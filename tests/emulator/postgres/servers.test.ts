import { createAuthority } from "../../../emulator/src/certificates/authority";
import type { PostgresServer } from "../../../emulator/src/postgres/postgres-server";
import { type PostgresServers, startPostgresServers } from "../../../emulator/src/postgres/postgres-servers";
import { query, tlsVersion } from "./connections";

const running: PostgresServers[] = [];
const start = async (...[count, options]: Parameters<typeof startPostgresServers>) => {
  const started = await startPostgresServers(count, options);
  running.push(started);
  return started.servers as [PostgresServer, ...PostgresServer[]];
};
afterEach(async () => {
  await Promise.all(running.splice(0).map(({ stop }) => stop()));
});

test("servers of one emulator and of another run side by side, each with its own data and password", async () => {
  const servers = (await Promise.all([start(2), start(1)])).flat() as [PostgresServer, PostgresServer];
  await query(servers[0], "CREATE TABLE only_here (number int)");
  const counts = servers.map((server) =>
    query(server, "SELECT count(*)::int AS count FROM pg_class WHERE relname = 'only_here'"),
  );
  expect(await Promise.all(counts)).toEqual([[{ count: 1 }], [{ count: 0 }], [{ count: 0 }]]);
  expect(new Set(servers.map(({ host, port }) => `${host}:${port}`)).size).toBe(3);
  for (const password of [servers[1].password, ""]) {
    await expect(query(servers[0], "SELECT 1", { password })).rejects.toThrow("password");
  }
});

test("a server answers at every one of its addresses, private and public, and says which version it is", async () => {
  const [server] = await start(1);
  expect(server.addresses).toEqual(process.platform === "linux" ? ["127.0.0.1", "127.0.1.1"] : ["127.0.0.1"]);
  for (const host of server.addresses) {
    const [shown] = await query<{ server_version: string }>(server, "SHOW server_version", { host });
    expect(shown?.server_version.split(" ")[0]).toBe(server.version);
  }
});

test("when one server cannot start, at an address that is not this machine's, the others are ended", async () => {
  const original = process.listenerCount("exit");
  const addressesOf = (index: number) => [index === 0 ? "127.0.0.1" : "203.0.113.7"];
  await expect(start(2, { addressesOf })).rejects.toThrow("cannot listen on 203.0.113.7");
  expect(process.listenerCount("exit")).toBe(original);
});

test("changes that are asked for at the same time happen one after the other, and the last one holds", async () => {
  const [server] = await start(1);
  const authority = await createAuthority();
  const verifyFull = { ca: authority.caCertificatePem };
  const certificate = await authority.issueServerCertificate(server.host);
  await Promise.all([server.turnTlsOn(certificate), server.restart(), server.turnTlsOff(), server.restart()]);
  await expect(tlsVersion(server, verifyFull)).rejects.toThrow("does not support SSL");
  await Promise.all([server.turnTlsOff(), server.turnTlsOn(certificate)]);
  expect(await tlsVersion(server, verifyFull)).toBe("TLSv1.3");
});
