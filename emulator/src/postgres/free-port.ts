import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/** Below the range from which systems take the ports of outgoing connections, so that none is in the way later. */
const lowestPort = 20_000;
const highestPort = 32_000;
const attempts = 100;

/**
 * Finds a port that is free on every one of these addresses.
 *
 * @throws Error when an address is not this machine's, or no free port was found.
 */
export async function findFreePort(addresses: readonly string[]): Promise<number> {
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
