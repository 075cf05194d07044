import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** A real HTTP proxy on this machine. */
export interface TestProxy {
  readonly host: string;
  /** What it was asked for: the method, and a URL or a host and port. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

/** Starts a proxy; it serves only those who show its `login` (`name:password`), or none where it has none. */
export async function startProxy(login?: string): Promise<TestProxy> {
  const { createProxy } = await import("proxy");
  const server = createProxy(createServer());
  const expected = login === undefined ? undefined : `Basic ${Buffer.from(login).toString("base64")}`;
  server.authenticate = ({ headers }: IncomingMessage) => headers["proxy-authorization"] === expected;
  const requests: string[] = [];
  for (const event of ["request", "connect"]) {
    server.prependListener(event, ({ method, url }: IncomingMessage) => requests.push(`${method ?? ""} ${url ?? ""}`));
  }
  // A tunnel is none of the connections that an HTTP server knows.
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: async () => {
      sockets.forEach((socket) => socket.destroy());
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
