import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Action, ApiFailure } from "../../../provider/cloud/api-error";
import { classify } from "../../../provider/cloud/classify";
import { keyHint, sdkSend, type Send } from "../../../provider/cloud/sdk-client";
import type { Endpoint } from "../../../provider/cloud/settings";

let server: Server;
let host: string;
let received: IncomingMessage[];
let answer: RequestListener;
beforeEach(async () => {
  received = [];
  answer = (_, response) => void response.end('{"Response":{"SSLEnabled":false,"RequestId":"r"}}');
  server = createServer((request, response) => {
    received.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const getCredential = () => Promise.resolve({ secretId: "AKIDtest", secretKey: "test", token: "session" });

function newSend(more: Partial<Parameters<typeof sdkSend>[0]> = {}): Send {
  return sdkSend({
    endpoint: { protocol: "http://", host },
    credentials: { getCredential },
    requestTimeoutMs: 30_000,
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
  const regions = ["ap-guangzhou", "ap-singapore", "ap-guangzhou"];
  const send = newSend();
  for (const region of regions) await describe1(send, region);

  expect(received.map(({ headers }) => headers["x-tc-region"])).toEqual(regions);
  expect(new Set(received.map(({ socket }) => socket.remotePort)).size).toBe(1);
});

test.each([
  ["AuthFailure", true],
  ["AuthFailure.SignatureFailure", true],
  ["AuthFailure.UnauthorizedOperation", false],
  ["NoAuthFailure", false],
  ["InternalError", false],
])("the error %s tells where the key came from: %j", async (Code, tells) => {
  answer = (_, response) => void response.end(JSON.stringify({ Response: { Error: { Code, Message: "no" } } }));
  const send = newSend({ credentials: { getCredential, sourceName: "the stack config" } });
  const keyHint = ". The key came from the stack config";

  const failed = describe1(send);
  await expect(failed).rejects.toMatchObject({ code: Code, ...(tells && { keyHint }) });
  if (!tells) await expect(failed).rejects.not.toHaveProperty("keyHint");
});

/** What classify.test.ts expects of the SDK are texts; these tests notice when the SDK's real ones change. */
describe("what the SDK really throws", () => {
  async function failure(action: Action, endpoint: Partial<Endpoint> = {}, more: object = {}): Promise<ApiFailure> {
    const send = newSend({ endpoint: { protocol: "http://", host, ...endpoint }, ...more });
    const error: unknown = await send("ap-guangzhou", action, {}).catch((thrown: unknown) => thrown);
    return classify({ action, region: "ap-guangzhou" }, error);
  }

  test("for a closed port and an unknown host tells that the change never left", async () => {
    await new Promise((resolve) => server.close(resolve));

    for (const nowhere of [host, "no-such-host.invalid"]) {
      expect((await failure("ModifyDBInstanceSSLConfig", { host: nowhere })).verdict).toBe("again");
    }
  });

  test("for an endpoint that speaks no TLS tells that it cannot be trusted", async () => {
    expect(await failure("ModifyDBInstanceSSLConfig", { protocol: "https://" })).toMatchObject({
      verdict: "fail",
      meaning: "the endpoint could not be trusted",
    });
    expect(received).toEqual([]);
  });

  const soon = { requestTimeoutMs: 200 };
  test.each<[string, RequestListener, string, object]>([
    ["a cut connection", (request) => void request.socket.destroy(), "socket hang up", {}],
    ["silence", () => undefined, "network timeout", soon],
    ["HTTP 503", (_, response) => void response.writeHead(503).end(), "HTTP 503 Service Unavailable", {}],
    ["a page", (_, response) => void response.end("<html>connect ECONNREFUSED certificate</html>"), "<html>", {}],
    ["half a reply", (_, reply) => void reply.writeHead(200, { "Content-Length": 100 }).end('{"Resp'), "timeout", soon],
  ])("for %s leaves the outcome of a change unknown, and a read is sent again", async (_, badly, words, more) => {
    answer = badly;

    const lost = await failure("ModifyDBInstanceSSLConfig", {}, more);
    expect([lost.verdict, lost.detail]).toEqual(["unknown", expect.stringContaining(words)]);
    expect(await failure("DescribeTasks", {}, more)).toMatchObject({ verdict: "again" });
  });
});

test.each([
  [
    "postgres.intl.tencentcloudapi.com",
    ". This host knows keys of the international site: for an account of the mainland site set tencentcloud:domain to tencentcloudapi.com",
  ],
  [
    "postgres.tencentcloudapi.com",
    ". This host knows keys of the mainland site: for an account of the international site set tencentcloud:domain to intl.tencentcloudapi.com",
  ],
  ["127.0.0.1:4100", ""],
])("a key that %s does not know is told with its source, and may be one of the other site", (at, site) => {
  expect(keyHint("the stack config", at)).toBe(`. The key came from the stack config${site}`);
  expect(keyHint(undefined, at)).toBe(site);
});
