import { classify } from "../../../provider/cloud/classify";
import { UnreadableReply } from "../../../provider/cloud/reply-fields";

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

function titled(error: Error): [string, Error] {
  return [error.message, error];
}

function failedRequest(reason: string): Error {
  return sdkError(`request to https://postgres.example.com/ failed, reason: ${reason}`);
}

function answered(httpCode: number): Error {
  return sdkError(`Status ${httpCode}`, { httpCode });
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

  test("is advised about with what is known of the key, where the error tells it", () => {
    const advice = (keyHint: unknown): string =>
      classify(READ, sdkError("no", { code: "AuthFailure.InvalidAuthorization", keyHint })).advice;

    expect(advice(". The key is old")).toMatch(/rewrites the Authorization header\. The key is old$/);
    expect(advice(5)).toMatch(/rewrites the Authorization header$/);
  });

  test.each(["", undefined, 7])("is reported without a request id where the cloud sent %j for it", (requestId) => {
    expect(classify(WRITE, sdkError("no", { code: "InternalError", requestId }))).not.toHaveProperty("requestId");
  });

  test("decides alone, even where its message reads like a network error", () => {
    const message = "request to https://x/ failed, reason: connect ECONNREFUSED 127.0.0.1:443";

    expect(verdicts(sdkError(message, { code: "InternalError" }))).toEqual(["again", "unknown"]);
  });
});

describe.each([
  [
    "could not be reached",
    ["again", "again"],
    [
      "connect ECONNREFUSED 127.0.0.1:443",
      "getaddrinfo ENOTFOUND postgres.example.com",
      "getaddrinfo EAI_AGAIN postgres.example.com",
      "connect EHOSTUNREACH 10.0.0.1:443",
      "connect ENETUNREACH 10.0.0.1:443",
      "connect ETIMEDOUT 10.0.0.1:443",
    ].map(failedRequest),
  ],
  [
    "could not be trusted",
    ["fail", "fail"],
    [
      "self-signed certificate",
      "Hostname/IP does not match certificate's altnames: Host: x. is not in the cert's altnames",
      "write EPROTO 40C7:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:",
    ].map(failedRequest),
  ],
  ["failed before it gave a reply", ["again", "unknown"], [500, 502, 503, 504, 599].map(answered)],
  ["is not the API, or a proxy answered", ["fail", "fail"], [301, 400, 401, 403, 404, 407, 499].map(answered)],
])("an endpoint that %s", (what, expected, errors) => {
  test.each(errors.map(titled))("decides whether a read and a change are sent again (%s)", (_, error) => {
    expect(verdicts(error)).toEqual(expected);
    expect(classify(WRITE, error)).toMatchObject({
      meaning: `the endpoint ${what}`,
      advice: NETWORK_ADVICE,
      detail: expect.stringContaining(error.message) as string,
    });
  });
});

test("an answer that is not the API's is reported with its status, and the proxy that it came through", () => {
  const detail = (message: string, fields: object): string => classify(READ, sdkError(message, fields)).detail;

  expect(detail("Service Unavailable", { httpCode: 503 })).toBe("HTTP 503 Service Unavailable");
  expect(detail("", { httpCode: 404 })).toBe("HTTP 404");
  expect(detail("No Login", { httpCode: 407, proxy: "10.0.0.1:3128" })).toBe(
    "HTTP 407 No Login (through the proxy 10.0.0.1:3128)",
  );
});

describe("a request whose reply was lost", () => {
  const errors = [
    failedRequest("socket hang up"),
    failedRequest("write ENETUNREACH"),
    failedRequest("read ETIMEDOUT"),
    new TypeError("Cannot read properties of undefined (reading 'Error')"),
    Object.assign(failedRequest("socket hang up"), { code: "ECONNRESET", errno: "ECONNRESET" }),
    sdkError("", { code: 5 }),
    // It cannot pass itself off as one that never left: neither words in it are enough, nor what the cloud wrote.
    sdkError("said: connect ECONNREFUSED 127.0.0.1:443"),
    new UnreadableReply("request to https://x/ failed, reason: connect ECONNREFUSED 127.0.0.1:443"),
    new UnreadableReply("request to https://x/ failed, reason: certificate has expired"),
  ];

  test.each(errors.map(titled))(
    "is asked again when it was a read; a change may have been started (%s)",
    (_, error) => {
      expect(verdicts(error)).toEqual(["again", "unknown"]);
      expect(classify(WRITE, error)).toEqual({
        ...WRITE,
        detail: error.message,
        meaning: "no readable reply arrived",
        advice: NETWORK_ADVICE,
        verdict: "unknown",
      });
    },
  );

  test.each(["text", 5, null, undefined, Symbol("s")])("anything else that was thrown counts as that: %p", (thrown) => {
    expect(verdicts(thrown)).toEqual(["again", "unknown"]);
    expect(classify(READ, thrown).detail).toBe(String(thrown));
  });
});
