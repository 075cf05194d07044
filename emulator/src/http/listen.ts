import { createServer, type Server, type ServerOptions } from "node:http";
import { type AddressInfo, createServer as createSocketServer, type Socket } from "node:net";
import { createServer as createTlsServer, type TlsOptions } from "node:tls";
import { largestQueryBytes } from "../gateway";

const httpOptions: ServerOptions = {
  // Longer than any client keeps an idle connection, so that none meets a connection that is just being closed.
  keepAliveTimeout: 120_000,
  headersTimeout: 30_000,
  requestTimeout: 60_000,
  // A query that is larger than the API takes must still get the API's answer.
  maxHeaderSize: 2 * largestQueryBytes,
};
/** How long a connection may be open before its first byte. */
const firstByteTimeoutMs = 120_000;
/** The first byte of a TLS handshake. */
const tlsHandshake = 0x16;

export interface Listener {
  /** Its requests are answered, whether they come over HTTP or HTTPS. */
  readonly server: Server;
  /** Such as `http://127.0.0.1:4100`. */
  readonly endpoint: string;
  close(): Promise<void>;
}

/** Listens at the address for HTTP and HTTPS at once, told apart by the first byte. Port 0 takes a free one. */
export async function listen(host: string, port: number, tls: TlsOptions): Promise<Listener> {
  const server = createServer(httpOptions);
  const tlsServer = createTlsServer(tls, (socket) => server.emit("connection", socket));
  tlsServer.on("tlsClientError", (_, socket) => socket.destroy());
  const sockets = new Set<Socket>();
  const door = createSocketServer((socket) => {
    sockets.add(socket.once("close", () => sockets.delete(socket)));
    handOver(socket, (first) => (first === tlsHandshake ? tlsServer : server).emit("connection", socket));
  });
  await opened(door, host, port);
  const { port: taken } = door.address() as AddressInfo;
  return {
    server,
    endpoint: `http://${bracketed(reachableAddress(host))}:${taken}`,
    close: () =>
      new Promise((resolve) => {
        door.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** An address at which a listener on all addresses can be reached from this machine. */
export function reachableAddress(host: string): string {
  return { "0.0.0.0": "127.0.0.1", "::": "::1" }[host] ?? host;
}

/** Looks at the first byte and hands the connection over as if nothing had been read. */
function handOver(socket: Socket, to: (firstByte: number | undefined) => void): void {
  const drop = () => socket.destroy();
  socket.on("error", drop).setTimeout(firstByteTimeoutMs, drop);
  socket.once("data", (first: Buffer) => {
    socket.setTimeout(0).off("timeout", drop).pause().unshift(first);
    to(first[0]);
    process.nextTick(() => socket.resume());
  });
}

function opened(door: ReturnType<typeof createSocketServer>, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    door.once("error", reject);
    door.listen(port, host, () => {
      door.off("error", reject);
      resolve();
    });
  });
}

function bracketed(address: string): string {
  return address.includes(":") ? `[${address}]` : address;
}
