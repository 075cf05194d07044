import { randomBytes, randomUUID } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { findBinaries } from "./binaries";
import { createDataDirectory, prepareDataDirectory } from "./data-directory";
import { findFreePort } from "./free-port";
import { PostgresServer } from "./postgres-server";
import { serverAccount } from "./server-account";

/** How servers are started. */
export interface PostgresServersOptions {
  /**
   * The loopback addresses of a server, counted from 0, the private one first. Default: 127.0.0.(i+1) and
   * 127.0.1.(i+1) on Linux, where the whole of 127.0.0.0/8 is this machine; 127.0.0.1 elsewhere.
   */
  addressesOf?: (index: number) => string[];
}

/** Running servers, and the way to end them. */
export interface PostgresServers {
  servers: PostgresServer[];
  /** Ends the servers and removes their data. */
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL servers on free ports of loopback addresses, TLS off.
 *
 * @throws Error when there is no PostgreSQL for this platform, or one of the servers does not start.
 *
 * @example
 * const { servers, stop } = await startPostgresServers(2);
 * console.log(servers[0]?.host, servers[0]?.port);
 * await stop();
 */
export async function startPostgresServers(
  count: number,
  options: PostgresServersOptions = {},
): Promise<PostgresServers> {
  if (count === 0) return { servers: [], stop: () => Promise.resolve() };
  const addressesOf = options.addressesOf ?? defaultAddresses;
  const account = serverAccount();
  const home = join(tmpdir(), `tencentdb-postgres-emulator-${userInfo().uid}`);
  const cacheDirectory = join(home, "cache");
  const runDirectory = join(home, `run-${randomUUID()}`);
  await mkdir(cacheDirectory, { recursive: true, mode: 0o711 });
  await mkdir(runDirectory, { mode: 0o711 });
  const servers: PostgresServer[] = [];
  const stop = async () => {
    await Promise.all(servers.map((server) => server.stop()));
    await rm(runDirectory, { recursive: true, force: true });
  };
  try {
    const binaries = await findBinaries(account, cacheDirectory);
    const prepared = await prepareDataDirectory(binaries, account, cacheDirectory);
    await Promise.all(
      Array.from({ length: count }, async (_, index) => {
        const dataDirectory = join(runDirectory, `server-${index + 1}`);
        const logFile = `${dataDirectory}.log`;
        const password = randomBytes(18).toString("hex");
        await createDataDirectory(dataDirectory, prepared, password, binaries, account);
        const addresses = addressesOf(index);
        const port = await findFreePort(addresses);
        const server = new PostgresServer({ binaries, account, dataDirectory, logFile, addresses, port, password });
        servers[index] = server;
        await server.start();
      }),
    );
  } catch (error) {
    await stop();
    throw error;
  }
  return { servers, stop };
}

function defaultAddresses(index: number): string[] {
  return process.platform === "linux" ? [`127.0.0.${index + 1}`, `127.0.1.${index + 1}`] : ["127.0.0.1"];
}
