import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { keyHint, sdkSend, type Send } from "../../../provider/cloud/sdk-client";
import { CredentialsError } from "../../../provider/errors/package-errors";

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly port: number | undefined;
}

let server: Server;
let received: Received[];
beforeEach(async () => {
  received = [];
  server = createServer((request, response) => {
    received.push({ headers: request.headers, port: request.socket.remotePort });
    if (request.headers["x-tc-action"] === "DescribeTasks") return;
    response.end('{"Response":{"SSLEnabled":false,"RequestId":"r"}}');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function newSend(more: Partial<Parameters<typeof sdkSend>[0]> = {}): Send {
  return sdkSend({
    endpoint: { protocol: "http://", host: `127.0.0.1:${(server.address() as AddressInfo).port}` },
    credentials: {
      getCredential: () => Promise.resolve({ secretId: "AKIDtest", secretKey: "test", token: "session" }),
    },
    requestTimeoutMs: 200,
    ...more,
  });
}

function describe1(send: Send, region = "ap-guangzhou"): Promise<unknown> {
  return send(region, "DescribeDBInstanceSSLConfig", { DBInstanceId: "postgres-5gevh7gr" });
}

test("a request is signed, for its region, with the token of temporary credentials, and asks for English messages", async () => {
  expect(await describe1(newSend())).toEqual({ SSLEnabled: false, RequestId: "r" });
  expect(received[0]?.headers).toMatchObject({
    "x-tc-action": "DescribeDBInstanceSSLConfig",
    "x-tc-version": "2017-03-12",
    "x-tc-region": "ap-guangzhou",
    "x-tc-language": "en-US",
    "x-tc-token": "session",
    authorization: expect.stringMatching(/^TC3-HMAC-SHA256 Credential=AKIDtest\//) as string,
  });
});

test("requests of all regions share one connection", async () => {
  const send = newSend();
  for (const region of ["ap-guangzhou", "ap-singapore", "ap-guangzhou"]) await describe1(send, region);

  expect(received.map(({ headers }) => headers["x-tc-region"])).toEqual([
    "ap-guangzhou",
    "ap-singapore",
    "ap-guangzhou",
  ]);
  expect(new Set(received.map(({ port }) => port)).size).toBe(1);
});

test("renewed credentials sign the next request", async () => {
  const ids = ["AKIDone", "AKIDtwo"];
  let asked = 0;
  const getCredential = () => Promise.resolve({ secretId: ids[Math.min(asked++ >> 1, 1)] ?? "", secretKey: "test" });
  const send = newSend({ credentials: { getCredential } });
  await describe1(send);
  await describe1(send);

  expect(received.map(({ headers }) => headers.authorization?.slice(27, 34))).toEqual(ids);
});

test("a request that gets no answer ends when its time is up", async () => {
  await expect(newSend()("ap-guangzhou", "DescribeTasks", {})).rejects.toThrow("network timeout");
});

test("an error of the credentials is passed on, and nothing is sent", async () => {
  const error = new CredentialsError("no credentials were found");
  const send = newSend({ credentials: { getCredential: () => Promise.reject(error) } });

  await expect(describe1(send)).rejects.toBe(error);
  expect(received).toEqual([]);
});

test("an https endpoint is reached over TLS", async () => {
  const { port } = server.address() as AddressInfo;
  const send = newSend({ endpoint: { protocol: "https://", host: `127.0.0.1:${port}` } });

  await expect(describe1(send)).rejects.toThrow(/EPROTO|wrong version number/);
  expect(received).toEqual([]);
});

test.each([
  [
    "postgres.intl.tencentcloudapi.com",
    "for an account of the mainland site set tencentcloud:domain to tencentcloudapi.com",
  ],
  [
    "postgres.tencentcloudapi.com",
    "for an account of the international site set tencentcloud:domain to intl.tencentcloudapi.com",
  ],
])("a key that %s does not know may be one of the other site", (host, words) => {
  expect(keyHint("the environment", host)).toMatch(/^\. The key came from the environment\. This host knows keys of/);
  expect(keyHint("the environment", host)).toContain(words);
});

test("there is no hint for other hosts, nor for a key without a source", () => {
  expect(keyHint("the stack config", "127.0.0.1:4100")).toBe(". The key came from the stack config");
  expect(keyHint(undefined, "127.0.0.1:4100")).toBe("");
});
