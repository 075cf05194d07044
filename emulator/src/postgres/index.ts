export type { PostgresServer } from "./postgres-server";
export { startPostgresServers, type PostgresServers, type PostgresServersOptions } from "./postgres-servers";
