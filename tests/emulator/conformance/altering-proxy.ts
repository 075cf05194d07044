import { createServer, request as httpRequest } from "node:http";
import type { AddressInfo } from "node:net";

/** An endpoint that passes everything on, and alters the replies. */
export async function alteringProxy(endpoint: string, alter: (body: string) => string) {
  const { hostname, port } = new URL(endpoint);
  const server = createServer((incoming, response) => {
    const { method, url, headers } = incoming;
    const outgoing = httpRequest({ hostname, port, method, path: url, headers }, (reply) => {
      const chunks: Buffer[] = [];
      reply.on("data", (chunk: Buffer) => chunks.push(chunk));
      reply.on("end", () => {
        response.writeHead(reply.statusCode ?? 502, { "Content-Type": reply.headers["content-type"] ?? "" });
        response.end(alter(Buffer.concat(chunks).toString("utf8")));
      });
    });
    outgoing.on("error", () => response.destroy());
    incoming.pipe(outgoing);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
