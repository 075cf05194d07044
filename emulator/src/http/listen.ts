import { createServer, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { createSecureContext, createServer as createTlsServer, type SecureContext, type TlsOptions } from "node:tls";
import type { Authority } from "../certificates/authority";
import { largestQueryBytes } from "../gateway/call";

/** How long a client may take over what it sends; in milliseconds. */
interface Patience {
  /** From the opening of a connection to its first byte. */
  readonly firstByteMs: number;
  /** From the first byte to the end of a TLS handshake. */
  readonly handshakeMs: number;
  /** For all headers of a request. */
  readonly headersMs: number;
  /** For all of a request. */
  readonly requestMs: number;
  /** How often the two before are looked at. */
  readonly checkMs: number;
}

/** The environment variable that names the port of the command line, where `--port` does not. */
export const portVariable = "TENCENTCLOUD_EMULATOR_PORT";

const usualPatience: Patience = {
  firstByteMs: 120_000,
  handshakeMs: 30_000,
  headersMs: 30_000,
  requestMs: 60_000,
  checkMs: 5_000,
};
/** Longer than any client keeps an idle connection, so that none meets a connection that is just being closed. */
const keepAliveMs = 120_000;
/** The first byte of a TLS handshake. */
const tlsHandshake = 0x16;

export interface Listener {
  /** Its requests are answered, whether they come over HTTP or HTTPS. */
  readonly server: Server;
  /** Such as `http://127.0.0.1:4100`. */
  readonly endpoint: string;
  close(): Promise<void>;
}

/** Where to listen. */
interface ListenOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly tls: TlsOptions;
  readonly patience?: Patience;
}

/**
 * Listens at the address for HTTP and HTTPS at once, told apart by the first byte.
 *
 * @throws Error that says what to do when the port is taken
 */
export async function listen({ host, port, tls, patience = usualPatience }: ListenOptions): Promise<Listener> {
  const server = createServer({
    keepAliveTimeout: keepAliveMs,
    headersTimeout: patience.headersMs,
    requestTimeout: patience.requestMs,
    connectionsCheckingInterval: patience.checkMs,
    // A query that is larger than the API takes must still get the API's answer.
    maxHeaderSize: 2 * largestQueryBytes,
  });
  // The HTTP server itself listens, because one that does not never looks at its time limits. What it would do with a
  // connection is done a little later: once the first byte is known, or within TLS.
  const serve = server.listeners("connection") as ((socket: Socket) => void)[];
  const speakHttp = (socket: Socket) => serve.forEach((listener) => listener.call(server, socket));
  const tlsServer = createTlsServer({ ...tls, handshakeTimeout: patience.handshakeMs }, speakHttp);
  tlsServer.on("tlsClientError", (_, socket) => socket.destroy());
  const sockets = new Set<Socket>();
  server.removeAllListeners("connection").on("connection", (socket: Socket) => {
    sockets.add(socket.once("close", () => sockets.delete(socket)));
    handOver(socket, patience.firstByteMs, (first) => {
      if (first !== tlsHandshake) {
        speakHttp(socket);
        return;
      }
      // The HTTP server opened it for half-open use, and a client that leaves within its handshake would be waited for.
      socket.allowHalfOpen = false;
      tlsServer.emit("connection", socket);
    });
  });
  await opened(server, host, port);
  const { port: taken } = server.address() as AddressInfo;
  return {
    server,
    endpoint: `http://${bracketed(reachableAddress(host))}:${taken}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** An address at which a listener on all addresses can be reached from this machine. */
export function reachableAddress(host: string): string {
  return { "0.0.0.0": "127.0.0.1", "::": "::1" }[host] ?? host;
}

/** Looks at the first byte and hands the connection over as if nothing had been read. */
function handOver(socket: Socket, waitMs: number, to: (firstByte: number | undefined) => void): void {
  const drop = () => socket.destroy();
  // A client that has closed its side waits for nothing, be it before its first byte or within a handshake.
  socket.allowHalfOpen = false;
  // The HTTP server keeps connections half open, so one that ends without a byte has to be ended from here.
  socket.on("error", drop).once("end", drop).setTimeout(waitMs, drop);
  socket.once("data", (first: Buffer) => {
    socket.setTimeout(0).off("timeout", drop).off("end", drop).pause().unshift(first);
    to(first[0]);
    process.nextTick(() => socket.resume());
  });
}

function opened(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = (cause: NodeJS.ErrnoException) => {
      const isTaken = cause.code === "EADDRINUSE";
      const message = isTaken
        ? `Port ${port} at ${host} is taken. Name another one with --port or in ${portVariable}; --port 0 takes a free one.`
        : `Listening at ${bracketed(host)}:${port} failed: ${cause.message}`;
      reject(new Error(message, { cause }));
    };
    server.once("error", failed);
    server.listen(port, host, () => {
      server.off("error", failed);
      resolve();
    });
  });
}

function bracketed(address: string): string {
  return address.includes(":") ? `[${address}]` : address;
}

const mostKeptNames = 50;

/**
 * What the endpoint needs to speak HTTPS: a certificate for its address, and one for each name that a client asks for.
 *
 * @param address the IP address of the endpoint
 */
export async function tlsOptions(authority: Authority, address: string): Promise<TlsOptions> {
  const contexts = new Map<string, SecureContext>();
  const contextFor = async (name: string): Promise<SecureContext> => {
    const known = contexts.get(name);
    if (known) return known;
    const { certificatePem, privateKeyPem } = await authority.issueServerCertificate(name);
    const context = createSecureContext({ cert: certificatePem, key: privateKeyPem });
    // The names come from clients, so the store must not grow with them.
    if (contexts.size >= mostKeptNames) contexts.clear();
    contexts.set(name, context);
    return context;
  };
  const { certificatePem, privateKeyPem } = await authority.issueServerCertificate(address);
  return {
    cert: certificatePem,
    key: privateKeyPem,
    ALPNProtocols: ["http/1.1"],
    SNICallback: (name, done) => {
      contextFor(name).then(
        (context) => done(null, context),
        (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
      );
    },
  };
}
