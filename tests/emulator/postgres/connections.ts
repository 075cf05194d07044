import { Client, type ClientConfig } from "pg";

/** What is needed to log in to a server. */
export interface Login {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
}

/** Logs in, runs a query and logs out. */
export async function query<Row extends object>(
  { host, port, user, password, database }: Login,
  sql: string,
  overrides: Pick<ClientConfig, "ssl" | "host" | "password"> = {},
): Promise<Row[]> {
  const client = new Client({ host, port, user, password, database, ssl: false, ...overrides });
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
export async function openConnection({
  host,
  port,
  user,
  password,
  database,
}: Login): Promise<{ cut: Promise<Error> }> {
  const client = new Client({ host, port, user, password, database, ssl: false });
  const cut = new Promise<Error>((resolve) => client.on("error", resolve));
  await client.connect();
  return { cut };
}
