import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { serviceOfHost } from "../gateway";
import { isAllowed } from "./web-page-guard";

/**
 * Answers CONNECT, by which clients with a proxy setting send what is for HTTPS. Nothing goes anywhere: what comes
 * through the tunnel is answered here, under the name that it was meant for, as long as that is one of the cloud's APIs
 * or the emulator's own.
 */
export function answerConnect(
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  { server, allowedHosts }: { server: Server; allowedHosts: readonly string[] },
): void {
  const host = request.url ?? "";
  // The HTTP server has let go of the connection, and its errors would be nobody's.
  socket.on("error", () => socket.destroy());
  if (serviceOfHost(host) === undefined && !isAllowed(host, allowedHosts)) {
    const says = `The emulator answers for the cloud's APIs only and passes nothing on to ${host}.\n`;
    const headers = `Content-Type: text/plain\r\nContent-Length: ${Buffer.byteLength(says)}\r\nConnection: close`;
    socket.end(`HTTP/1.1 403 Forbidden\r\n${headers}\r\n\r\n${says}`);
    return;
  }
  socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
  if (head.length > 0) socket.unshift(head);
  server.emit("connection", socket);
}
