import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { postgres } from "tencentcloud-sdk-nodejs-postgres/tencentcloud/services/postgres";
import type { Action, ApiFailure } from "../../../provider/cloud/api-error";
import { classify } from "../../../provider/cloud/classify";
import { UnreadableReply } from "../../../provider/cloud/replies";

const READ = {
  action: "DescribeDBInstanceSSLConfig",
  region: "ap-guangzhou",
  instanceId: "postgres-5gevh7gr",
} as const;
const WRITE = { ...READ, action: "ModifyDBInstanceSSLConfig" } as const;

const NETWORK_ADVICE =
  "Check the network, proxy and endpoint between this machine and Tencent Cloud, then run `pulumi up` again";

/** The verdicts for a read and for a change. */
function verdicts(error: unknown): [string, string] {
  return [classify(READ, error).verdict, classify(WRITE, error).verdict];
}

function sdkError(message: string, fields: object = {}): Error {
  return Object.assign(new Error(message), { requestId: "", traceId: "t" }, fields);
}

function failedRequest(reason: string): Error {
  return sdkError(`request to https://postgres.example.com/ failed, reason: ${reason}`);
}

describe("an error code of the API", () => {
  test("is reported with the cloud's words, its request id, and the meaning and advice for the code", () => {
    const error = sdkError("db is locked", { code: "OperationDenied.InstanceStatusLimitError", requestId: "r-1" });

    expect(classify(WRITE, error)).toEqual({
      ...WRITE,
      code: "OperationDenied.InstanceStatusLimitError",
      detail: "db is locked",
      requestId: "r-1",
      meaning: "the instance's status does not allow this now",
      advice: "Wait until no other task runs for the instance and it is running, then run `pulumi up` again",
      verdict: "busy",
    });
    expect(classify(READ, error).verdict).toBe("again");
  });

  test.each(["", undefined, 7])("is reported without a request id where the cloud sent %j for it", (requestId) => {
    expect(classify(WRITE, sdkError("no", { code: "InternalError", requestId }))).not.toHaveProperty("requestId");
  });

  test("decides alone, even where its message reads like a network error", () => {
    const message = "request to https://x/ failed, reason: connect ECONNREFUSED 127.0.0.1:443";

    expect(verdicts(sdkError(message, { code: "InternalError" }))).toEqual(["again", "unknown"]);
  });

  test.each(["__proto__", "constructor", "toString"])("%s is an unknown code", (code) => {
    expect(verdicts(sdkError("no", { code }))).toEqual(["fail", "fail"]);
  });
});

describe("a request that never left", () => {
  test.each([
    "connect ECONNREFUSED 127.0.0.1:443",
    "getaddrinfo ENOTFOUND postgres.example.com",
    "getaddrinfo EAI_AGAIN postgres.example.com",
    "connect EHOSTUNREACH 10.0.0.1:443",
    "connect ENETUNREACH 10.0.0.1:443",
    "connect ETIMEDOUT 10.0.0.1:443",
  ])("(%s) is sent again, even a change", (reason) => {
    expect(verdicts(failedRequest(reason))).toEqual(["again", "again"]);
    expect(classify(WRITE, failedRequest(reason))).toMatchObject({
      meaning: "the endpoint could not be reached",
      advice: NETWORK_ADVICE,
      detail: expect.stringContaining(reason) as string,
    });
  });
});

describe("a request whose reply was lost", () => {
  test.each([
    failedRequest("socket hang up"),
    failedRequest("read ECONNRESET"),
    failedRequest("read EHOSTUNREACH"),
    failedRequest("write ENETUNREACH"),
    failedRequest("read ETIMEDOUT"),
    sdkError("network timeout at: https://postgres.example.com/"),
    sdkError("Invalid response body while trying to fetch https://postgres.example.com/: aborted"),
    new TypeError("Cannot read properties of undefined (reading 'Error')"),
    Object.assign(failedRequest("socket hang up"), { code: "ECONNRESET", errno: "ECONNRESET" }),
    sdkError("", { code: "" }),
    sdkError("", { code: 5 }),
  ])("is asked again when it was a read; a change may have been started (%s)", (error) => {
    expect(verdicts(error)).toEqual(["again", "unknown"]);
    expect(classify(WRITE, error)).toMatchObject({ meaning: "no readable reply arrived", advice: NETWORK_ADVICE });
    expect(classify(WRITE, error)).not.toHaveProperty("code");
  });

  test.each([
    'TaskId should be a number, but is "connect ECONNREFUSED"',
    'RequestId should be text, but is "certificate"',
    "request to https://x/ failed, reason: connect ECONNREFUSED 127.0.0.1:443",
    "request to https://x/ failed, reason: certificate has expired",
  ])("cannot pass itself off as one that never left: the cloud's own words (%s) are not searched", (words) => {
    const error = new UnreadableReply(words);

    expect(verdicts(error)).toEqual(["again", "unknown"]);
    expect(classify(WRITE, error)).toEqual({
      ...WRITE,
      detail: words,
      meaning: "no readable reply arrived",
      advice: NETWORK_ADVICE,
      verdict: "unknown",
    });
  });

  test.each(["said: connect ECONNREFUSED 127.0.0.1:443", "certificate has expired", "EPROTO"])(
    "is not taken for another failure because of a word in it (%s)",
    (message) => {
      expect(verdicts(sdkError(message))).toEqual(["again", "unknown"]);
    },
  );

  test.each(["text", 5, null, undefined, Symbol("s")])("anything else that was thrown counts as that: %p", (thrown) => {
    expect(verdicts(thrown)).toEqual(["again", "unknown"]);
    expect(classify(READ, thrown).detail).toBe(String(thrown));
  });
});

describe("an endpoint that cannot be trusted", () => {
  test.each([
    "self-signed certificate",
    "self signed certificate in certificate chain",
    "unable to verify the first certificate",
    "certificate has expired",
    "Hostname/IP does not match certificate's altnames: Host: x. is not in the cert's altnames",
    "write EPROTO 40C7:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:",
    "write EPROTO 40C7:error:0A000410:SSL routines:ssl3_read_bytes:alert handshake failure",
  ])("(%s) is not asked again", (reason) => {
    expect(verdicts(failedRequest(reason))).toEqual(["fail", "fail"]);
    expect(classify(READ, failedRequest(reason)).meaning).toBe("the endpoint could not be trusted");
  });
});

describe("an answer that is not the API's", () => {
  test.each([500, 502, 503, 504, 599])("HTTP %d to a change leaves its outcome unknown", (httpCode) => {
    const error = sdkError("Service Unavailable", { httpCode });

    expect(verdicts(error)).toEqual(["again", "unknown"]);
    expect(classify(READ, error)).toMatchObject({
      detail: `HTTP ${httpCode} Service Unavailable`,
      meaning: "the endpoint failed before it gave a reply",
      advice: NETWORK_ADVICE,
    });
  });

  test.each([301, 400, 401, 403, 404, 407, 499])("HTTP %d comes from something other than the API", (httpCode) => {
    const error = sdkError("", { httpCode });

    expect(verdicts(error)).toEqual(["fail", "fail"]);
    expect(classify(READ, error)).toMatchObject({
      detail: `HTTP ${httpCode}`,
      meaning: "the endpoint is not the API, or a proxy answered",
      advice: NETWORK_ADVICE,
    });
  });
});

/** The texts above are node-fetch's; these tests notice when the SDK's real ones change. */
describe("what the vendor's SDK actually throws", () => {
  let server: Server | undefined;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
    server = undefined;
  });

  async function thrown(action: Action, protocol: "http" | "https", host: string): Promise<ApiFailure> {
    const client = new postgres.v20170312.Client({
      credential: { secretId: "id", secretKey: "key" },
      region: "ap-guangzhou",
      profile: { language: "en-US", httpProfile: { protocol: `${protocol}://`, endpoint: host, reqTimeout: 0.3 } },
    });
    const error: unknown = await client.request(action, {}).catch((caught: unknown) => caught);
    return classify({ action, region: "ap-guangzhou" }, error);
  }

  async function serve(answer: Parameters<typeof createServer>[1]): Promise<string> {
    const listening = createServer(answer);
    server = listening;
    await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
    return `127.0.0.1:${(listening.address() as AddressInfo).port}`;
  }

  test("for a closed port and an unknown host: the change never left", async () => {
    const host = await serve(undefined);
    await new Promise((resolve) => server?.close(resolve));

    expect(await thrown("ModifyDBInstanceSSLConfig", "http", host)).toMatchObject({ verdict: "again" });
    expect(await thrown("ModifyDBInstanceSSLConfig", "http", "no-such-host.invalid")).toMatchObject({
      verdict: "again",
    });
  });

  test("for an endpoint that speaks no TLS: it is not trusted", async () => {
    const host = await serve(undefined);

    expect(await thrown("ModifyDBInstanceSSLConfig", "https", host)).toMatchObject({
      verdict: "fail",
      meaning: "the endpoint could not be trusted",
    });
  });

  test.each<[string, Parameters<typeof createServer>[1]]>([
    ["a cut connection", (request) => void request.socket.destroy()],
    ["silence", () => undefined],
    ["HTTP 503", (_, response) => void response.writeHead(503).end()],
    ["a page", (_, response) => void response.end("<html>connect ECONNREFUSED certificate</html>")],
    ["half a reply", (_, response) => void response.writeHead(200, { "Content-Length": 100 }).end('{"Resp')],
    ["an empty object", (_, response) => void response.end("{}")],
    ["null", (_, response) => void response.end("null")],
    ["an error without a code", (_, response) => void response.end('{"Response":{"Error":{"Message":"no"}}}')],
  ])("for %s: the outcome of a change is unknown, and a read is sent again", async (_, answer) => {
    const host = await serve(answer);

    expect(await thrown("ModifyDBInstanceSSLConfig", "http", host)).toMatchObject({ verdict: "unknown" });
    expect(await thrown("DescribeTasks", "http", host)).toMatchObject({ verdict: "again" });
  });

  test("for an error of the API: its code, words and request id", async () => {
    const reply = { Error: { Code: "FailedOperation.FlowCreateError", Message: "later" }, RequestId: "r-1" };
    const host = await serve((_, response) => void response.end(JSON.stringify({ Response: reply })));

    expect(await thrown("ModifyDBInstanceSSLConfig", "http", host)).toMatchObject({
      code: "FailedOperation.FlowCreateError",
      detail: "later",
      requestId: "r-1",
      verdict: "later",
    });
  });
});
