import { Client } from "pg";
import type { ServerView } from "tencentdb-postgres-emulator";

/**
 * Connects as an application with `sslmode=verify-full` does, and says what protects the connection.
 *
 * Rejects if the server does not speak TLS, or its certificate is not from the CA or not for the address.
 */
export async function connectVerifyFull(server: ServerView, address: string, caCertificate: string): Promise<string> {
  const { port, user, password, database } = server;
  const ssl = { ca: caCertificate, rejectUnauthorized: true };
  const client = new Client({ host: address, port, user, password, database, ssl, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string; cipher: string }>(
      "SELECT version, cipher FROM pg_stat_ssl WHERE pid = pg_backend_pid()",
    );
    return `${rows[0]?.version ?? "no TLS"} with ${rows[0]?.cipher ?? "no cipher"}`;
  } finally {
    await client.end().catch(() => undefined);
  }
}
