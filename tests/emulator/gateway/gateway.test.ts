import { authorization, call, codeOf, responseOf, type RawRequest, send, signedRequest } from "../raw-client";
import { useEmulator } from "../use-emulator";

const emulator = useEmulator();
const action = "DescribeDBInstanceSSLConfig";
const parameters = { DBInstanceId: "postgres-emu00001" };
const now = () => Math.floor(Date.now() / 1000);

describe("a request that the gateway does not let through gets the cloud's code", () => {
  test.each<[string, string, Record<string, string>]>([
    ["no action", "MissingParameter", { "x-tc-action": "" }],
    ["no version", "MissingParameter", { "x-tc-version": "" }],
    ["no timestamp", "MissingParameter", { "x-tc-timestamp": "" }],
    ["no region", "MissingParameter", { "x-tc-region": "" }],
    ["another version", "NoSuchVersion", { "x-tc-version": "2016-01-01" }],
    ["an action that there is not", "InvalidAction", { "x-tc-action": "DropEverything" }],
    ["an action with another letter case", "InvalidAction", { "x-tc-action": "describetasks" }],
    ["a region that there is not", "UnsupportedRegion", { "x-tc-region": "mars-north-1" }],
    ["a timestamp of six minutes ago", "AuthFailure.SignatureExpire", { "x-tc-timestamp": String(now() - 360) }],
    ["a timestamp of in six minutes", "AuthFailure.SignatureExpire", { "x-tc-timestamp": String(now() + 360) }],
    ["a token that was never given", "AuthFailure.TokenFailure", { "x-tc-token": "made-up" }],
    ["a body in another form", "InvalidParameter", { "content-type": "text/plain" }],
  ])("%s: %s", async (_, code, common) => {
    const response = await call(emulator(), action, parameters, common);
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
    expect(reply.status).toBe(200);
    expect(codeOf(responseOf(reply))).toBe(code);
  });

  test("a missing version, in the cloud's own words", async () => {
    const response = await call(emulator(), action, parameters, { "x-tc-version": "" });
    expect(response.Error?.Message).toBe("The request is missing a required parameter `Version`.");
  });

  test("an unknown SecretId and a wrong SecretKey, in the cloud's own words", async () => {
    const unknown = await call({ ...emulator(), secretId: "AKIDunknown" }, action, parameters);
    expect(unknown.Error).toEqual({
      Code: "AuthFailure.SecretIdNotFound",
      Message: "The SecretId is not found, please ensure that your SecretId is correct.",
    });
    const wrong = await call({ ...emulator(), secretKey: "wrong" }, action, parameters);
    expect(wrong.Error).toEqual({
      Code: "AuthFailure.SignatureFailure",
      Message: "The provided credentials could not be validated. Please check your signature is correct.",
    });
  });

  test("a body of more than 10 MB: RequestSizeLimitExceeded, and the next request is answered", async () => {
    const large = { ...signedRequest(emulator(), action, parameters), body: Buffer.alloc(10 * 1024 * 1024 + 1, " ") };
    expect(codeOf(responseOf(await send(emulator().endpoint, large)))).toBe("RequestSizeLimitExceeded");
    expect(codeOf(await call(emulator(), action, parameters))).toBeUndefined();
  });

  test("a query of more than 32 kB: RequestSizeLimitExceeded", async () => {
    const request = {
      ...signedRequest(emulator(), action),
      method: "GET",
      path: `/?a=${"x".repeat(33_000)}`,
      body: "",
    };
    expect(codeOf(responseOf(await send(emulator().endpoint, request)))).toBe("RequestSizeLimitExceeded");
  });
});

describe("parameters are held against the contract", () => {
  test.each<[string, string, object, string, string]>([
    [
      action,
      "one that is missing",
      {},
      "MissingParameter",
      "The request is missing a required parameter `DBInstanceId`.",
    ],
    [
      action,
      "null, which is the same",
      { DBInstanceId: null },
      "MissingParameter",
      "The request is missing a required parameter `DBInstanceId`.",
    ],
    [
      action,
      "one too many",
      { ...parameters, Colour: "red" },
      "UnknownParameter",
      "The parameter `Colour` is not recognized.",
    ],
    [
      action,
      "one of JavaScript's own names",
      { ...parameters, constructor: 1 },
      "UnknownParameter",
      "The parameter `constructor` is not recognized.",
    ],
    [
      action,
      "a number for a text",
      { DBInstanceId: 1 },
      "InvalidParameter",
      "The parameter `DBInstanceId` must be a string.",
    ],
    [
      "ModifyDBInstanceSSLConfig",
      "a text for a boolean",
      { ...parameters, SSLEnabled: "true" },
      "InvalidParameter",
      "The parameter `SSLEnabled` must be a boolean.",
    ],
    [
      "DescribeTasks",
      "a text for a number",
      { TaskId: "1" },
      "InvalidParameter",
      "The parameter `TaskId` must be an unsigned integer.",
    ],
    [
      "DescribeTasks",
      "a negative number",
      { Offset: -1 },
      "InvalidParameter",
      "The parameter `Offset` must be an unsigned integer.",
    ],
    [
      "DescribeTasks",
      "a fraction",
      { Limit: 1.5 },
      "InvalidParameter",
      "The parameter `Limit` must be an unsigned integer.",
    ],
    [
      "DescribeDBInstances",
      "an object for a list",
      { Filters: {} },
      "InvalidParameter",
      "The parameter `Filters` must be a list.",
    ],
    [
      "DescribeDBInstances",
      "a text for an object",
      { Filters: ["a"] },
      "InvalidParameter",
      "The parameter `Filters.0` must be an object.",
    ],
    [
      "DescribeDBInstances",
      "a stranger inside",
      { Filters: [{ Nme: "a" }] },
      "UnknownParameter",
      "The parameter `Filters.0.Nme` is not recognized.",
    ],
  ])("%s with %s", async (name, _, sent, code, message) => {
    expect((await call(emulator(), name, sent)).Error).toEqual({ Code: code, Message: message });
  });

  test.each(["[]", "null", "1", "{", "\ufeff{}"])("the body %j is no JSON object", async (body) => {
    const request = signedRequest(emulator(), action, parameters);
    const changed = { ...request, body };
    changed.headers.authorization = authorization(emulator(), changed);
    expect(codeOf(responseOf(await send(emulator().endpoint, changed)))).toBe("InvalidParameter");
  });
});

test("messages are in Chinese for those who ask for it, where the Chinese is known", async () => {
  const inChinese = { "x-tc-language": "zh-CN" };
  const missing = await call(emulator(), action, { DBInstanceId: "postgres-00000000" }, inChinese);
  expect(missing.Error?.Message).toBe("实例不存在");
  const unknown = await call(emulator(), action, { Nothing: 1 }, inChinese);
  expect(unknown.Error?.Message).toBe("The parameter `Nothing` is not recognized.");
});
