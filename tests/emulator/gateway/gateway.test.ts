import { authorization, call, codeOf, type RawRequest, responseOf, send, signedRequest } from "../raw-client";
import { useEmulator } from "../use-emulator";

const emulator = useEmulator();
const action = "DescribeDBInstanceSSLConfig";
const parameters = { DBInstanceId: "postgres-emu00001" };
const unknownId = "The SecretId is not found, please ensure that your SecretId is correct.";
const wrongKey = "The provided credentials could not be validated. Please check your signature is correct.";
const fromNow = (seconds: number) => String(Math.floor(Date.now() / 1000) + seconds);
const sent = async (request: RawRequest) => responseOf(await send(emulator().endpoint, request));

describe("a request that the gateway refuses gets the cloud's code", () => {
  test.each<[string, string, Record<string, string>]>([
    ["no action", "MissingParameter", { "x-tc-action": "" }],
    ["no version", "MissingParameter", { "x-tc-version": "" }],
    ["no timestamp", "MissingParameter", { "x-tc-timestamp": "" }],
    ["no region", "MissingParameter", { "x-tc-region": "" }],
    ["another version", "NoSuchVersion", { "x-tc-version": "2016-01-01" }],
    ["an unknown action", "InvalidAction", { "x-tc-action": "DropEverything" }],
    ["an action with another letter case", "InvalidAction", { "x-tc-action": "describetasks" }],
    ["an unknown region", "UnsupportedRegion", { "x-tc-region": "mars-north-1" }],
    ["a timestamp of six minutes ago", "AuthFailure.SignatureExpire", { "x-tc-timestamp": fromNow(-360) }],
    ["a timestamp of in six minutes", "AuthFailure.SignatureExpire", { "x-tc-timestamp": fromNow(360) }],
    ["a token that was never given", "AuthFailure.TokenFailure", { "x-tc-token": "made-up" }],
    ["a body in another form", "InvalidParameter", { "content-type": "text/plain" }],
  ])("%s: %s", async (_, code, common) => {
    const response = await emulator.call(action, parameters, common);
    expect(codeOf(response)).toBe(code);
    expect(response.RequestId).toMatch(/^[0-9a-f-]{36}$/);
  });

  test.each<[string, string, (request: RawRequest) => void]>([
    ["no Authorization", "MissingParameter", ({ headers }) => delete headers.authorization],
    ["another scheme", "AuthFailure.InvalidAuthorization", ({ headers }) => (headers.authorization = "Bearer x")],
    ["another body than the signed one", "AuthFailure.SignatureFailure", (request) => (request.body = "{}")],
    ["a body that is no JSON", "AuthFailure.SignatureFailure", (request) => (request.body = "{")],
    ["DELETE", "UnsupportedProtocol", (request) => (request.method = "DELETE")],
    ["a timestamp that is none", "InvalidParameter", ({ headers }) => (headers["x-tc-timestamp"] = "today")],
  ])("%s: %s", async (_, code, spoil) => {
    const request = signedRequest(emulator(), action, parameters);
    spoil(request);
    const reply = await send(emulator().endpoint, request);
    expect([reply.status, codeOf(responseOf(reply))]).toEqual([200, code]);
  });

  test.each<[string, object, Record<string, string>, string, string]>([
    ["a missing version", {}, { "x-tc-version": "" }, "MissingParameter", missing("Version")],
    ["an unknown SecretId", { secretId: "AKIDunknown" }, {}, "AuthFailure.SecretIdNotFound", unknownId],
    ["a wrong SecretKey", { secretKey: "wrong" }, {}, "AuthFailure.SignatureFailure", wrongKey],
  ])("%s, in the cloud's own words", async (_, keys, common, Code, Message) => {
    const response = await call({ ...emulator(), ...keys }, action, parameters, common);
    expect(response.Error).toEqual({ Code, Message });
  });

  test("a body of more than 10 MB: RequestSizeLimitExceeded, and the next request is answered", async () => {
    const large = { ...signedRequest(emulator(), action, parameters), body: Buffer.alloc(10 * 1024 * 1024 + 1, " ") };
    expect(codeOf(await sent(large))).toBe("RequestSizeLimitExceeded");
    expect(await emulator.codeOf(action, parameters)).toBeUndefined();
  });

  test("a query of more than 32 kB: RequestSizeLimitExceeded", async () => {
    const path = `/?a=${"x".repeat(33_000)}`;
    const request = { ...signedRequest(emulator(), action), method: "GET", path, body: "" };
    expect(codeOf(await sent(request))).toBe("RequestSizeLimitExceeded");
  });
});

describe("parameters are held against the contract", () => {
  const modify = "ModifyDBInstanceSSLConfig";
  test.each<[string, string, object, string, string]>([
    [action, "one that is missing", {}, "MissingParameter", missing("DBInstanceId")],
    [action, "null, which is the same", { DBInstanceId: null }, "MissingParameter", missing("DBInstanceId")],
    [action, "one too many", { ...parameters, Colour: "red" }, "UnknownParameter", unknown("Colour")],
    [action, "a name of JavaScript's", { ...parameters, toString: 1 }, "UnknownParameter", unknown("toString")],
    [action, "a number for a text", { DBInstanceId: 1 }, ...notOf("DBInstanceId", "a string")],
    [modify, "a text for a boolean", { ...parameters, SSLEnabled: "true" }, ...notOf("SSLEnabled", "a boolean")],
    ["DescribeTasks", "a text for a number", { TaskId: "1" }, ...notOf("TaskId", "an unsigned integer")],
    ["DescribeTasks", "a negative number", { Offset: -1 }, ...notOf("Offset", "an unsigned integer")],
    ["DescribeTasks", "a fraction", { Limit: 1.5 }, ...notOf("Limit", "an unsigned integer")],
    ["DescribeDBInstances", "an object for a list", { Filters: {} }, ...notOf("Filters", "a list")],
    ["DescribeDBInstances", "a text for an object", { Filters: ["a"] }, ...notOf("Filters.0", "an object")],
    ["DescribeDBInstances", "a stranger", { Filters: [{ Nme: "a" }] }, "UnknownParameter", unknown("Filters.0.Nme")],
  ])("%s with %s", async (name, _, parametersSent, Code, Message) => {
    expect((await emulator.call(name, parametersSent)).Error).toEqual({ Code, Message });
  });

  test.each(["[]", "null", "1", "{", "\ufeff{}"])("the body %j is no JSON object", async (body) => {
    const request = { ...signedRequest(emulator(), action, parameters), body };
    request.headers.authorization = authorization(emulator(), request);
    expect(codeOf(await sent(request))).toBe("InvalidParameter");
  });
});

test("messages are in Chinese for those who ask for it, where the Chinese is known", async () => {
  const inChinese = { "x-tc-language": "zh-CN" };
  const notFound = await emulator.call(action, { DBInstanceId: "postgres-00000000" }, inChinese);
  expect(notFound.Error?.Message).toBe("实例不存在");
  expect((await emulator.call(action, { Nothing: 1 }, inChinese)).Error?.Message).toBe(unknown("Nothing"));
});

function missing(name: string): string {
  return `The request is missing a required parameter \`${name}\`.`;
}

function unknown(name: string): string {
  return `The parameter \`${name}\` is not recognized.`;
}

function notOf(name: string, what: string): [string, string] {
  return ["InvalidParameter", `The parameter \`${name}\` must be ${what}.`];
}
