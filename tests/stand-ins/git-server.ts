import { spawn } from "node:child_process";
import { createServer } from "node:https";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createAuthority } from "../../emulator/src/certificates/authority";

/** A local server of git repositories, over HTTPS. */
export interface GitServer {
  readonly url: string;
  /** The CA that it has to be trusted by, in PEM. */
  readonly caCertificate: string;
  close(): Promise<void>;
}

/** Serves the bare repositories in a folder by git's own `http-backend`. */
export async function startGitServer(folder: string): Promise<GitServer> {
  const authority = await createAuthority();
  const { certificatePem: cert, privateKeyPem: key } = await authority.issueServerCertificate("127.0.0.1");
  const server = createServer({ cert, key }, (request, response) => answer(folder, request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `https://127.0.0.1:${port}`,
    caCertificate: authority.caCertificatePem,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function answer(folder: string, request: IncomingMessage, response: ServerResponse): void {
  const { pathname, search } = new URL(request.url ?? "", "https://localhost");
  const backend = spawn("git", ["http-backend"], {
    env: {
      ...process.env,
      GIT_PROJECT_ROOT: folder,
      GIT_HTTP_EXPORT_ALL: "1",
      REQUEST_METHOD: request.method,
      PATH_INFO: pathname,
      QUERY_STRING: search.slice(1),
      CONTENT_TYPE: request.headers["content-type"],
      HTTP_CONTENT_ENCODING: request.headers["content-encoding"],
      GIT_PROTOCOL: request.headers["git-protocol"] as string | undefined,
    },
  });
  request.pipe(backend.stdin);
  const chunks: Buffer[] = [];
  backend.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  backend.stdout.on("end", () => {
    const output = Buffer.concat(chunks);
    const end = output.indexOf("\r\n\r\n");
    for (const line of output.subarray(0, end).toString().split("\r\n")) {
      const [name = "", value = ""] = line.split(/: (.*)/);
      if (name === "Status") response.statusCode = Number.parseInt(value);
      else response.setHeader(name, value);
    }
    response.end(output.subarray(end + 4));
  });
}
