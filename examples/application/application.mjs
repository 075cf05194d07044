import { readFileSync } from "node:fs";
import pg from "pg";

// pg reads host, port, user, password and database from the environment (PGHOST and so on). With a CA, it verifies the chain
// and the host, as `sslmode=verify-full` does.
const client = new pg.Client({ ssl: { ca: readFileSync("ca.pem", "utf8") } });
await client.connect().catch((error) => {
  console.error(`${client.host} is not accepted: ${error.message} (${error.code ?? error.name})`);
  process.exit(1);
});
const { rows } = await client.query("SELECT version, cipher FROM pg_stat_ssl WHERE pid = pg_backend_pid()");
await client.end();

console.log(`${client.host} is who it says it is, by ${rows[0].version} with ${rows[0].cipher}`);
