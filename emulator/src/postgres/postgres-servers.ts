import { randomBytes, randomInt } from "node:crypto";
import { createServer } from "node:net";
import { join } from "node:path";
import { findBinaries } from "./binaries";
import { createDataDirectory, prepareDataDirectory } from "./data-directory";
import { homeDirectory } from "./home-directory";
import { PostgresServer } from "./postgres-server";
import { serverAccount } from "./process";
import { clearLeftovers, createRunDirectory } from "./run-directory";

/** How servers are started. */
interface PostgresServersOptions {
  /**
   * The loopback addresses of a server, counted from 0, the private one first. Default: 127.0.0.(i+1) and
   * 127.0.1.(i+1) on Linux, from the 255th on 127.0.2.(i-253) and so on, where the whole of 127.0.0.0/8 is this machine; 127.0.0.1 elsewhere.
   */
  addressesOf?: (index: number) => string[];
}

/** Running servers, and the way to end them. */
export interface PostgresServers {
  servers: PostgresServer[];
  /** Ends the servers and removes their data. */
  stop: () => Promise<void>;
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
  const addressesOf = options.addressesOf ?? defaultAddresses;
  const account = count > 0 ? serverAccount() : undefined;
  const home = await homeDirectory(account);
  await clearLeftovers(home);
  if (count === 0) return { servers: [], stop: () => Promise.resolve() };
  const binaries = await findBinaries(account, home);
  const prepared = await prepareDataDirectory(binaries, account, home);
  const run = await createRunDirectory(home);
  const started: PostgresServer[] = [];

  const endAtOnce = () => started.forEach((server) => server.kill());
  process.once("exit", endAtOnce);
  const stop = async () => {
    await Promise.all(started.map((server) => server.stop()));
    await run.remove();
    process.off("exit", endAtOnce);
  };

  const startServer = async (index: number) => {
    const addresses = addressesOf(index);
    const dataDirectory = join(run.path, `server-${index + 1}`);
    const logFile = `${dataDirectory}.log`;
    const password = randomBytes(18).toString("hex");
    await createDataDirectory(dataDirectory, prepared, password, binaries, account);
    const port = await findFreePort(addresses);
    const place = { dataDirectory, settingsDirectory: `${dataDirectory}-settings`, logFile, addresses, port };
    const server = new PostgresServer({ binaries, account, password, ...place });
    await server.start();
    started.push(server);
    return server;
  };
  const starting = Array.from({ length: count }, (_, index) => startServer(index));
  // All of them have to come to an end before those that did start can be ended.
  await Promise.allSettled(starting);
  try {
    return { servers: await Promise.all(starting), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function defaultAddresses(index: number): string[] {
  const block = 2 * Math.floor(index / 254);
  const host = (index % 254) + 1;
  return process.platform === "linux" ? [`127.0.${block}.${host}`, `127.0.${block + 1}.${host}`] : ["127.0.0.1"];
}

/** Below the range from which systems take the ports of outgoing connections, so that none is in the way later. */
const lowestPort = 20_000;
const highestPort = 32_000;
const attempts = 100;

/**
 * Finds a port that is free on every one of these addresses.
 *
 * @throws Error when an address is not this machine's, or no free port was found.
 */
async function findFreePort(addresses: readonly string[]): Promise<number> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const port = randomInt(lowestPort, highestPort);
    const free = await Promise.all(addresses.map((address) => isFree(address, port)));
    if (free.every(Boolean)) return port;
  }
  throw new Error(`No free port found on ${addresses.join(" and ")} in ${attempts} attempts.`);
}

function isFree(address: string, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer()
      .once("error", (error: NodeJS.ErrnoException) => {
        if (error.code === "EADDRINUSE") resolve(false);
        else reject(new Error(`PostgreSQL cannot listen on ${address}: ${error.message}`, { cause: error }));
      })
      .listen(port, address, () => server.close(() => resolve(true)));
  });
}
