import { Client, type ClientConfig } from "pg";
import type { ServerView } from "../../../emulator/src";

/** What is needed to log in to a server. */
type Login = Omit<ServerView, "caCertificate">;

const clientOf = ({ host, port, user, password, database }: Login, overrides: ClientConfig = {}) =>
  new Client({ host, port, user, password, database, ssl: false, ...overrides });

/** Logs in, runs a query and logs out. */
export async function query<Row extends object>(
  server: Login,
  sql: string,
  overrides: Pick<ClientConfig, "ssl" | "host" | "password"> = {},
): Promise<Row[]> {
  const client = clientOf(server, overrides);
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** How a client talks to the server: the TLS version, or null on a connection without TLS. */
export async function tlsVersion(server: Login, ssl: ClientConfig["ssl"], host = server.host) {
  const sql = "SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
  const [connection] = await query<{ version: string | null }>(server, sql, { ssl, host });
  return connection?.version;
}

/** Opens a connection and leaves it open; `cut` resolves with the error that ends it. */
export async function openConnection(server: Login): Promise<{ cut: Promise<Error> }> {
  const client = clientOf(server);
  const cut = new Promise<Error>((resolve) => client.on("error", resolve));
  await client.connect();
  return { cut };
}
