import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { inspect } from "node:util";
import type { Action, ApiFailure } from "../../../provider/cloud/api-error";
import { classify } from "../../../provider/cloud/classify";
import { keyHint } from "../../../provider/cloud/key-hint";
import { sdkSend, type Send } from "../../../provider/cloud/sdk-client";
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

function refuse(Code: string, Message = "no"): void {
  answer = (_, response) =>
    void response.end(JSON.stringify({ Response: { Error: { Code, Message }, RequestId: "r" } }));
}

function failureOf(failed: Promise<unknown>): Promise<ApiFailure> {
  const request = { action: "DescribeDBInstanceSSLConfig", region: "ap-guangzhou" } as const;
  return failed.then(
    () => Promise.reject(new Error("it did not fail")),
    (error: unknown) => classify(request, error),
  );
}

test.each([
  ["AuthFailure", true],
  ["AuthFailure.SignatureFailure", true],
  ["AuthFailure.UnauthorizedOperation", false],
  ["NoAuthFailure", false],
  ["InternalError", false],
])("the error %s tells where both halves of the key came from: %j", async (Code, tells) => {
  refuse(Code);
  const send = newSend({ credentials: { getCredential, sourceName: "the stack config (a and b)" } });
  const { code, requestId, advice } = await failureOf(describe1(send));

  expect({ code, requestId }).toEqual({ code: Code, requestId: "r" });
  const hint = ". The SecretId and the SecretKey came from the stack config (a and b)";
  expect(advice.endsWith(hint)).toBe(tells);
});

describe("a key that the cloud rejects", () => {
  /** Keys of which the first is old, and how often they were replaced. */
  function source(...ids: string[]) {
    const keys = ids.map((secretId) => ({ secretId, secretKey: "test" }));
    return {
      rejected: [] as string[],
      getCredential: () => Promise.resolve(keys[0] ?? { secretId: "none", secretKey: "test" }),
      replace(this: { rejected: string[] }, { secretId }: { secretId: string }) {
        this.rejected.push(secretId);
        if (keys.length === 1) return Promise.resolve(false);
        keys.shift();
        return Promise.resolve(true);
      },
    };
  }
  const signers = () => received.map(({ headers }) => /Credential=(\w+)/.exec(headers.authorization ?? "")?.[1]);
  beforeEach(() => {
    answer = ({ headers }, response) => {
      const isNew = headers.authorization?.includes("Credential=new/") === true;
      const Error = { Code: "AuthFailure.TokenFailure", Message: "no" };
      response.end(JSON.stringify({ Response: { RequestId: "r", ...(!isNew && { Error }) } }));
    };
  });

  test("is asked for again, and the request is sent once more with the new one", async () => {
    const credentials = source("old", "new");
    const turns: number[] = [];
    const sending = newSend({ credentials })("ap-guangzhou", "ModifyDBInstanceSSLConfig", {}, () => turns.push(0));

    expect(await sending).toEqual({ RequestId: "r" });
    expect([signers(), credentials.rejected, turns]).toEqual([["old", "new"], ["old"], [0, 0]]);
  });

  test.each([
    [["old"], ["old"]],
    [
      ["old", "older", "new"],
      ["old", "older"],
    ],
  ])("ends the request where there is no other one, or the other one is rejected too: %j", async (ids, expected) => {
    const failure = await failureOf(describe1(newSend({ credentials: source(...ids) })));

    expect(failure).toMatchObject({ code: "AuthFailure.TokenFailure", verdict: "fail" });
    expect(signers()).toEqual(expected);
  });

  test("is not asked for again after a refusal that says nothing about it", async () => {
    refuse("UnauthorizedOperation");
    const credentials = source("old", "new");
    await failureOf(describe1(newSend({ credentials })));

    expect([signers(), credentials.rejected]).toEqual([["old"], []]);
  });
});

test("no error quotes the key or the token, nor a part of one", async () => {
  const keys = {
    secretId: "AKIDtest",
    secretKey: "Zx81nW0pQq7Lr5Kt2Vb9",
    token: "tokenOf40CharactersThatNobodyMayEverRead",
  };
  const send = newSend({ credentials: { getCredential: () => Promise.resolve(keys) } });
  const quotes = [
    keys.secretKey,
    keys.token,
    keys.secretKey.slice(0, 8),
    `${keys.token.slice(0, 12)}…`,
    keys.token.slice(5),
  ];
  refuse("AuthFailure.SignatureFailure", `AKIDtest: ${quotes.join(" and ")}`);
  const { detail } = await failureOf(describe1(send));
  expect(detail).toBe("AKIDtest: *** and *** and *** and ***… and ***");

  const replies = [
    JSON.stringify({ Response: { Error: { Code: keys.secretKey, Message: "no" }, RequestId: keys.token } }),
    `<html>${keys.secretKey}</html>`,
  ];
  for (const reply of replies) {
    answer = (_, response) => void response.end(reply);
    const thrown: unknown = await describe1(send).catch((error: unknown) => error);
    const shown = inspect(thrown, { depth: null, showHidden: true });
    for (const secret of [keys.secretKey, keys.token]) expect(shown).not.toContain(secret.slice(0, 8));
  }
});

test("what a task says quotes no key and no token either, and its other fields stay as they are", async () => {
  const keys = { secretId: "AKIDtest", secretKey: "postgres-Lr5Kt2Vb9", token: "tokenThatNobodyMayEverRead" };
  const send = newSend({ credentials: { getCredential: () => Promise.resolve(keys) } });
  const task = (TaskDetail: unknown): object => ({ TaskId: 7, DBInstanceId: "postgres-5gevh7gr", TaskDetail });
  const reply = (details: unknown[]): object => ({ TotalCount: 3, TaskSet: details.map(task), RequestId: "r" });
  const quoting = (key: string, token: string): unknown[] => [
    {
      Message: `AKIDtest: ${key}, ${token}`,
      AllSteps: JSON.stringify([{ StepName: "one", StepMessage: key }]),
      Output: token,
      CurrentStep: "one",
    },
    null,
    {},
  ];
  const sent = JSON.stringify({ Response: reply(quoting(keys.secretKey, keys.token.slice(0, 12))) });
  answer = (_, response) => void response.end(sent);

  expect(await send("ap-guangzhou", "DescribeTasks", {})).toEqual(reply(quoting("***", "***")));
});

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
    ". This host, the default, knows keys of the international site: for an account of the mainland site set tencentcloud:domain to tencentcloudapi.com (Terraform's default)",
  ],
  [
    "postgres.tencentcloudapi.com",
    ". This host knows keys of the mainland site: for an account of the international site set tencentcloud:domain to intl.tencentcloudapi.com",
  ],
  ["127.0.0.1:4100", ""],
])("a key that %s does not know is told with its source, and may be one of the other site", (at, site) => {
  const endpoint = { protocol: "https://", host: at } as const;
  expect(keyHint({ endpoint, keySource: "the stack config" })).toBe(
    `. The SecretId and the SecretKey came from the stack config${site}`,
  );
  expect(keyHint({ endpoint })).toBe(site);
  const hint = keyHint({ endpoint: { ...endpoint, setBy: "tencentcloud:domain" } });
  expect(hint).toBe(site.replace(", the default,", ""));
});
