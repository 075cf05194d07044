import type { IncomingMessage, Server } from "node:http";
import { isIP } from "node:net";
import type { Duplex } from "node:stream";
import { serviceOfHost } from "../gateway/admit";

/**
 * Why a request is refused for the web page that it comes from; undefined when it is fine.
 *
 * Programs send no Origin. A browser sends one with what other pages make it send, and tells in Sec-Fetch-Site where a
 * request comes from. A page whose own name was made to lead here (DNS rebinding) is known by its name in Host. The API
 * itself may go by any name, since it takes nothing without a signature.
 *
 * @param allowedHosts host names under which the emulator is meant to be reached, beside addresses and localhost
 */
export function refusal(
  { headers, method }: IncomingMessage,
  path: string,
  allowedHosts: readonly string[],
): string | undefined {
  const host = headers.host ?? "";
  const { origin } = headers;
  const isForeignOrigin = origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`;
  if (isForeignOrigin || (origin !== undefined && !isAllowed(host, allowedHosts))) {
    return "Web pages of another origin are refused.";
  }
  const site = headers["sec-fetch-site"];
  const isVisit = method === "GET" && path === "/" && headers["sec-fetch-mode"] === "navigate";
  if ((site === "cross-site" || site === "same-site") && !isVisit) return "Web pages of another site are refused.";
  if (path !== "/" && !isAllowed(host, allowedHosts)) {
    return `The host name is not known; start the emulator with --allow-host to reach it by another name.`;
  }
  return undefined;
}

/** Whether the emulator may be reached by the name. An address cannot be rebound, so any will do. */
function isAllowed(host: string, allowedHosts: readonly string[]): boolean {
  const name = host.replace(/:\d+$/, "").toLowerCase();
  const address = name.replace(/^\[(.*)\]$/, "$1");
  return isIP(address) !== 0 || name === "localhost" || name.endsWith(".localhost") || allowedHosts.includes(name);
}

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
