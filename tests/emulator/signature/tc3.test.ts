import { isSignedWith, parseAuthorization } from "../../../emulator/src/signature/request-signature";

const text = String.raw`{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}`;
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
    body: Buffer.from(text),
  },
};

test("the documentation's worked example is signed as the documentation says", () => {
  expect(isProven({})).toBe(true);
});

test.each([
  ["the method", { request: { ...example.request, method: "GET" } }],
  ["the query", { request: { ...example.request, query: "a=b" } }],
  ["the content type", { request: withHeader("content-type", "application/json; charset=utf-9") }],
  ["the host", { request: withHeader("host", "cvn.tencentcloudapi.com") }],
  ["the first byte of the body", { request: { ...example.request, body: Buffer.from(`[${text.slice(1)}`) } }],
  ["the last byte of the body", { request: { ...example.request, body: Buffer.from(`${text.slice(0, -1)}]`) } }],
  ["the first digit of the signature", { authorization: example.authorization.replace("=2230", "=3230") }],
  ["the last digit of the signature", { authorization: example.authorization.replace(/c$/, "d") }],
  ["the secret key", { secretKey: `${example.secretKey}x` }],
  ["the timestamp", { timestamp: "1551113066" }],
  ["the service", { authorization: example.authorization.replace("/cvm/", "/cvn/") }],
  ["the list of headers", { authorization: example.authorization.replace(";host", ";host;x-nothing") }],
  ["that list, by what every object has", { authorization: example.authorization.replace(";host", ";host;__proto__") }],
  ["the day", { authorization: example.authorization.replace("2019-02-25", "2019-02-26") }],
])("a signature does not hold when %s is another", (_, change: Partial<typeof example>) => {
  expect(isProven(change)).toBe(false);
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

function isProven(change: Partial<typeof example>): boolean {
  const { secretKey, timestamp, authorization, request } = { ...example, ...change };
  const parsed = parseAuthorization(authorization);
  return parsed !== undefined && isSignedWith(secretKey, request, parsed, timestamp);
}

function withHeader(name: string, value: string) {
  return { ...example.request, headers: { ...example.request.headers, [name]: value } };
}
