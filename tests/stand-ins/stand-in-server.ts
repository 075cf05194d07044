import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What one request meets instead of an honest reply. */
export type Fault =
  "hang" | "cut" | { readonly status: number } | { readonly body: string } | { readonly redirectTo: string };

/** A server on a free port of the loopback interface. */
export interface StandInServer {
  /** Such as `http://127.0.0.1:40123`. */
  readonly url: string;
  /** Faults for the next requests, one each; then replies are honest again. */
  readonly faults: Fault[];
  /** Every request that came in, as `METHOD path`, the ones that met a fault too. */
  readonly requests: string[];
  close(): Promise<void>;
}

/** A request that was read to its end. */
export interface StandInRequest extends Pick<IncomingMessage, "headers"> {
  readonly method: string;
  readonly path: string;
  readonly body: Buffer;
}

export type Answer = (request: StandInRequest) => { readonly status?: number; readonly body: string };

/** Starts a server that gives `answer`, and tells the time of `serverTimeMs` in its `Date` header. */
export async function startStandIn(answer: Answer, serverTimeMs: () => number): Promise<StandInServer> {
  const faults: Fault[] = [];
  const requests: string[] = [];
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const { method = "", url: path = "", headers } = incoming;
      requests.push(`${method} ${path}`);
      response.setHeader("Date", new Date(serverTimeMs()).toUTCString());
      const fault = faults.shift();
      if (fault !== undefined) spoil(response, fault);
      else {
        const { status = 200, body } = answer({ method, path, headers, body: Buffer.concat(chunks) });
        response.writeHead(status).end(body);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    faults,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function spoil(response: ServerResponse, fault: Fault): void {
  if (fault === "hang") return;
  if (fault === "cut") response.destroy();
  else if ("status" in fault) response.writeHead(fault.status).end("<html>not the reply of an API</html>");
  else if ("redirectTo" in fault) response.writeHead(302, { Location: fault.redirectTo }).end();
  else response.writeHead(200).end(fault.body);
}
