import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Longer than any client keeps an idle connection, so that none meets a connection that is just being closed. */
const keepAliveMs = 120_000;

export interface Listener {
  readonly server: Server;
  /** Such as `http://127.0.0.1:4100`. */
  readonly endpoint: string;
  close(): Promise<void>;
}

/** Listens at the address. Port 0 takes a free one. */
export async function listen(host: string, port: number): Promise<Listener> {
  const server = createServer({ keepAliveTimeout: keepAliveMs });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  const { port: taken } = server.address() as AddressInfo;
  return {
    server,
    endpoint: `http://${reachable(host)}:${taken}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** An address under which a listener on all addresses can be reached from this machine. */
function reachable(host: string): string {
  if (host === "0.0.0.0") return "127.0.0.1";
  if (host === "::") return "[::1]";
  return host.includes(":") ? `[${host}]` : host;
}
