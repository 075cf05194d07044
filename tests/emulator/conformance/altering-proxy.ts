import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { send } from "../raw-client";

/** An endpoint that passes everything on, and alters the replies. */
export async function alteringProxy(endpoint: string, alter: (body: string) => string) {
  const server = createServer((incoming, response) => {
    const { method = "", url = "", headers } = incoming;
    const passOn = async () => {
      const body = await buffer(incoming);
      const reply = await send(endpoint, { method, path: url, headers: headers as Record<string, string>, body });
      response.writeHead(reply.status, { "Content-Type": String(reply.headers["content-type"]) });
      response.end(alter(reply.body));
    };
    passOn().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
