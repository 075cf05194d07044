import { once } from "node:events";
import { createServer } from "node:net";
import type { PostgresServer } from "../../../emulator/src/postgres/postgres-server";
import { type PostgresServers, startPostgresServers } from "../../../emulator/src/postgres/postgres-servers";
import { query } from "./connections";

const running: PostgresServers[] = [];
const start = async (...[count, options]: Parameters<typeof startPostgresServers>) => {
  const started = await startPostgresServers(count, options);
  running.push(started);
  return started.servers as [PostgresServer, ...PostgresServer[]];
};
afterEach(async () => {
  await Promise.all(running.splice(0).map(({ stop }) => stop()));
});

test("several servers run side by side, each with its own data and password", async () => {
  const servers = await start(3);
  await query(servers[0], "CREATE TABLE only_here (number int)");
  const counts = servers.map((server) =>
    query(server, "SELECT count(*)::int AS count FROM pg_class WHERE relname = 'only_here'"),
  );
  expect(await Promise.all(counts)).toEqual([[{ count: 1 }], [{ count: 0 }], [{ count: 0 }]]);
  expect(new Set(servers.map(({ password }) => password)).size).toBe(3);
  expect(new Set(servers.map(({ host, port }) => `${host}:${port}`)).size).toBe(3);
});

test("two emulators on one machine do not get in each other's way", async () => {
  const [[first], [second]] = await Promise.all([start(1), start(1)]);
  for (const server of [first, second]) expect(await query(server, "SELECT 1 AS alive")).toEqual([{ alive: 1 }]);
  await expect(query(first, "SELECT 1", { password: second.password })).rejects.toThrow("password");
});

test("a server answers at every one of its addresses, private and public, and says which version it is", async () => {
  const [server] = await start(1);
  expect(server.addresses).toEqual(process.platform === "linux" ? ["127.0.0.1", "127.0.1.1"] : ["127.0.0.1"]);
  for (const host of server.addresses) {
    const [shown] = await query<{ server_version: string }>(server, "SHOW server_version", { host });
    expect(shown?.server_version.split(" ")[0]).toBe(server.version);
  }
});

test("a caller decides the addresses; one that is not this machine's is named in the error", async () => {
  await expect(start(1, { addressesOf: () => ["203.0.113.7"] })).rejects.toThrow("cannot listen on 203.0.113.7");
});

test("when one server cannot start, those that did are ended", async () => {
  const started: number[] = [];
  const original = process.listenerCount("exit");
  const addressesOf = (index: number) => {
    started.push(index);
    return [index === 0 ? "127.0.0.1" : "203.0.113.7"];
  };
  await expect(start(2, { addressesOf })).rejects.toThrow("203.0.113.7");
  expect(started).toEqual([0, 1]);
  expect(process.listenerCount("exit")).toBe(original);
});

test("after a stop the ports are free again", async () => {
  const { servers, stop } = await startPostgresServers(2);
  await stop();
  for (const { host, port } of servers) {
    const listener = createServer().listen(port, host);
    await once(listener, "listening");
    listener.close();
  }
});

test("no server is asked for, none is started", async () => {
  expect(await start(0)).toEqual([]);
});
