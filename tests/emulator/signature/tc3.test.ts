import { createHash } from "node:crypto";
import {
  isSignedWith,
  parseAuthorization,
  signature,
  type SignedRequest,
} from "../../../emulator/src/signature/request-signature";

/** The worked example of the API's documentation, asterisks included. */
const example = {
  secretId: "AKIDz8krbsJ5yKBZQpn74WFkmLPx3*******",
  secretKey: "Gu5t9xGARNpq86cd98joQYCN3*******",
  timestamp: "1551113065",
  authorization:
    "TC3-HMAC-SHA256 Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3*******/2019-02-25/cvm/tc3_request, SignedHeaders=content-type;host, Signature=2230eefd229f582d8b1b891af7107b91597240707d778ab3738f756258d7652c",
  request: {
    method: "POST",
    query: "",
    headers: { "content-type": "application/json; charset=utf-8", host: "cvm.tencentcloudapi.com" },
    body: Buffer.from(
      String.raw`{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}`,
    ),
  } satisfies SignedRequest,
};

test("the documentation's worked example is signed as the documentation says", () => {
  expect(isProven(example.request)).toBe(true);
  const sha256 = (content: string | Buffer) => createHash("sha256").update(content).digest("hex");
  const payloadHash = "35e9c5b0e3ae67532d3c9f17ead6c90222632e5b1ff7f6e89887f1398934f064";
  expect(sha256(example.request.body)).toBe(payloadHash);
  const headers = "content-type:application/json; charset=utf-8\nhost:cvm.tencentcloudapi.com\n";
  const canonical = `POST\n/\n\n${headers}\ncontent-type;host\n${payloadHash}`;
  expect(sha256(canonical)).toBe("5ffe6a04c0664d6b969fab9a13bdab201d63ee709638e2749d62a09ca18d7031");
  const signed = signature(example.secretKey, "2019-02-25", "cvm", example.timestamp, canonical);
  expect(signed.toString("hex")).toBe("2230eefd229f582d8b1b891af7107b91597240707d778ab3738f756258d7652c");
});

test("one changed byte of the body is refused, wherever it is", () => {
  const { body } = example.request;
  for (let at = 0; at < body.length; at += 1) {
    const changed = Buffer.from(body);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(isProven({ ...example.request, body: changed })).toBe(false);
  }
});

test("one changed digit of the signature is refused, wherever it is", () => {
  const start = example.authorization.length - 64;
  for (let at = start; at < example.authorization.length; at += 1) {
    const digit = example.authorization[at] === "0" ? "1" : "0";
    const changed = example.authorization.slice(0, at) + digit + example.authorization.slice(at + 1);
    expect(isProven(example.request, { authorization: changed })).toBe(false);
  }
});

test.each([
  ["the method", { request: { ...example.request, method: "GET" } }],
  ["the query", { request: { ...example.request, query: "a=b" } }],
  ["the content type", { request: withHeader("content-type", "application/json; charset=utf-9") }],
  ["the host", { request: withHeader("host", "cvn.tencentcloudapi.com") }],
  ["the secret key", { secretKey: `${example.secretKey}x` }],
  ["the timestamp", { timestamp: "1551113066" }],
  ["the service", { authorization: example.authorization.replace("/cvm/", "/cvn/") }],
  ["the day", { authorization: example.authorization.replace("2019-02-25", "2019-02-26") }],
])("a signature does not hold when %s is another", (_, { request = example.request, ...others }: Changes) => {
  expect(isProven(request, others)).toBe(false);
});

test.each([
  ["an empty header", ""],
  ["another algorithm", example.authorization.replace("TC3-HMAC-SHA256", "TC4-HMAC-SHA256")],
  ["a signature that is too short", example.authorization.slice(0, -1)],
  ["a scope without a service", example.authorization.replace("/cvm", "")],
  ["headers without the host", example.authorization.replace("content-type;host", "content-type")],
  ["more after the signature", `${example.authorization}, Extra=1`],
])("%s is no Authorization header", (_, header) => {
  expect(parseAuthorization(header)).toBeUndefined();
});

test("headers that nobody sent may be named as signed, and make the signature another", () => {
  for (const name of ["x-nothing", "constructor", "__proto__"]) {
    const authorization = example.authorization.replace("content-type;host", `content-type;host;${name}`);
    expect(isProven(example.request, { authorization })).toBe(false);
  }
});

interface Changes {
  readonly request?: SignedRequest;
  readonly secretKey?: string;
  readonly timestamp?: string;
  readonly authorization?: string;
}

function isProven(request: SignedRequest, changes: Omit<Changes, "request"> = {}): boolean {
  const { secretKey, timestamp, authorization } = { ...example, ...changes };
  const parsed = parseAuthorization(authorization);
  return parsed !== undefined && isSignedWith(secretKey, request, parsed, timestamp);
}

function withHeader(name: string, value: string): SignedRequest {
  return { ...example.request, headers: { ...example.request.headers, [name]: value } };
}
