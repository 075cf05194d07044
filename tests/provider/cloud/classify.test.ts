import { classify } from "../../../provider/cloud/classify";
import { UnreadableReply } from "../../../provider/cloud/reply-fields";
import { type RequestFacts, RequestFailure } from "../../../provider/cloud/request-failure";

const READ = {
  action: "DescribeDBInstanceSSLConfig",
  region: "ap-guangzhou",
  instanceId: "postgres-5gevh7gr",
} as const;
const WRITE = { ...READ, action: "ModifyDBInstanceSSLConfig" } as const;

const NETWORK_ADVICE =
  "Check the network, proxy and endpoint between this machine and Tencent Cloud, then run `pulumi up` again";

/** A request that reached the endpoint and failed there, unless said otherwise. */
function failed(facts: Partial<RequestFacts>): RequestFailure {
  const endpoint = { protocol: "https://", host: "postgres.example.com" } as const;
  return new RequestFailure({ words: "no", mayHaveLeft: true, isUntrusted: false, endpoint, ...facts });
}

/** The verdicts for a read and for a change. */
function verdicts(error: unknown): [string, string] {
  return [classify(READ, error).verdict, classify(WRITE, error).verdict];
}

describe("an error code of the API", () => {
  test("is reported with the cloud's words, its request id, and the meaning and advice for the code", () => {
    const code = "OperationDenied.InstanceStatusLimitError";
    const error = failed({ words: "db is locked", code, requestId: "r-1" });

    expect(classify(WRITE, error)).toEqual({
      ...WRITE,
      code,
      detail: "db is locked",
      requestId: "r-1",
      meaning: "the instance's status does not allow this now",
      advice: "Wait until no other task runs for the instance and it is running, then run `pulumi up` again",
      verdict: "busy",
    });
    expect(classify(READ, error).verdict).toBe("again");
  });

  test("is reported without a request id where the cloud sent none", () => {
    expect(classify(WRITE, failed({ code: "InternalError" }))).not.toHaveProperty("requestId");
  });

  test("decides alone, whatever the connection did", () => {
    expect(verdicts(failed({ code: "InternalError", mayHaveLeft: false }))).toEqual(["again", "unknown"]);
  });
});

describe.each<[string, [string, string], Partial<RequestFacts>[]]>([
  ["endpoint could not be reached", ["again", "again"], [{ mayHaveLeft: false }]],
  ["endpoint could not be trusted", ["fail", "fail"], [{ mayHaveLeft: false, isUntrusted: true }]],
  [
    "endpoint failed before it gave a reply",
    ["again", "unknown"],
    [500, 502, 503, 504, 599].map((status) => ({ status })),
  ],
  [
    "endpoint points to another address, which is not asked",
    ["fail", "fail"],
    [300, 302, 308, 399].map((status) => ({ status })),
  ],
  [
    "endpoint is not the API, or a proxy answered",
    ["fail", "fail"],
    [201, 299, 400, 401, 403, 404, 407, 499].map((status) => ({ status })),
  ],
  [
    "proxy did not connect to the endpoint",
    ["again", "again"],
    [500, 502].map((status) => ({ status, mayHaveLeft: false })),
  ],
  [
    "proxy did not connect to the endpoint",
    ["fail", "fail"],
    [403, 407, 499].map((status) => ({ status, mayHaveLeft: false })),
  ],
])("where the %s", (what, expected, cases) => {
  test.each(cases)("it is decided whether a read and a change are sent again (%j)", (facts) => {
    expect(verdicts(failed(facts))).toEqual(expected);
    expect(classify(WRITE, failed(facts))).toMatchObject({ meaning: `the ${what}`, advice: NETWORK_ADVICE });
  });
});

test("an answer that is not the API's is reported with its status, and the proxy that it came through", () => {
  const detail = (words: string, facts: Partial<RequestFacts>): string =>
    classify(READ, failed({ words, ...facts })).detail;

  expect(detail("Service Unavailable", { status: 503 })).toBe("HTTP 503 Service Unavailable");
  expect(detail("", { status: 404 })).toBe("HTTP 404");
  expect(detail("No Login", { status: 407, proxy: "10.0.0.1:3128" })).toBe(
    "HTTP 407 No Login (through the proxy 10.0.0.1:3128)",
  );
  expect(detail("socket hang up", { proxy: "10.0.0.1:3128" })).toBe("socket hang up (through the proxy 10.0.0.1:3128)");
});

test.each([
  ["127.0.0.1:4100", {}, true],
  ["localhost", {}, true],
  ["[::1]:4100", {}, true],
  ["127.0.0.1:4100", { proxy: "10.0.0.1:3128" }, false],
  ["127.0.0.1:4100", { isUntrusted: true }, false],
  ["127.0.0.1:4100", { mayHaveLeft: true }, false],
  ["127.example.com", {}, false],
])("the setting of an endpoint is named, and that nothing listens at %s (%j): %j", (host, facts, isDown) => {
  const endpoint = { protocol: "http://", host, setBy: "tencentcloud:endpoint" } as const;
  const { advice } = classify(READ, failed({ mayHaveLeft: false, ...facts, endpoint }));

  expect(advice).toMatch(`The endpoint ${host} is set by tencentcloud:endpoint; `);
  expect(advice).toMatch(/, then run `pulumi up` again$/);
  expect(advice.includes("nothing listens there: start the emulator")).toBe(isDown);
});

describe("a request whose reply was lost", () => {
  const errors = [
    failed({ words: "socket hang up" }),
    // It cannot pass itself off as one that never left.
    failed({ words: "connect ECONNREFUSED 127.0.0.1:443" }),
    new UnreadableReply("certificate has expired"),
    new TypeError("Cannot read properties of undefined (reading 'Error')"),
  ];

  test.each(errors.map((error): [string, Error] => [error.message, error]))(
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
