import { ApiError } from "../../../emulator/src/contract";
import { RateLimit } from "../../../emulator/src/gateway/admit";
import { authorization, call, codeOf, type RawRequest, responseOf, send, signedRequest } from "../raw-client";
import { useEmulator } from "../use-emulator";

const emulator = useEmulator();
const action = "DescribeDBInstanceSSLConfig";
const parameters = { DBInstanceId: "postgres-emu00001" };
const unknownId = "The SecretId is not found, please ensure that your SecretId is correct.";
const wrongKey = "The provided credentials could not be validated. Please check your signature is correct.";
const missing = (name: string) => `The request is missing a required parameter \`${name}\`.`;
const unknown = (name: string) => `The parameter \`${name}\` is not recognized.`;
const notOf = (name: string, what: string) =>
  ["InvalidParameter", `The parameter \`${name}\` must be ${what}.`] as const;
const at = (seconds: number) => String(Math.floor(Date.now() / 1000) + seconds);
const sent = async (request: RawRequest) => responseOf(await send(emulator().endpoint, request));

test.each<[string, string, (request: RawRequest) => void]>([
  ["no Authorization", "MissingParameter", ({ headers }) => delete headers.authorization],
  ["another body than the signed one", "AuthFailure.SignatureFailure", (request) => (request.body = "{}")],
  ["an action in another letter case", "InvalidAction", ({ headers }) => (headers["x-tc-action"] = "describetasks")],
  ["a timestamp that is none", "InvalidParameter", ({ headers }) => (headers["x-tc-timestamp"] = "today")],
  ["that of six minutes ago", "AuthFailure.SignatureExpire", ({ headers }) => (headers["x-tc-timestamp"] = at(-360))],
  ["that of in six minutes", "AuthFailure.SignatureExpire", ({ headers }) => (headers["x-tc-timestamp"] = at(360))],
])("a request with %s gets %s", async (_, code, spoil) => {
  const request = signedRequest(emulator(), action, parameters);
  spoil(request);
  const reply = await send(emulator().endpoint, request);
  const response = responseOf(reply);
  expect([reply.status, codeOf(response)]).toEqual([200, code]);
  expect(response.RequestId).toMatch(/^[0-9a-f-]{36}$/);
});

test.each<[string, object, Record<string, string>, string, string]>([
  ["a missing version", {}, { "x-tc-version": "" }, "MissingParameter", missing("Version")],
  ["an unknown SecretId", { secretId: "AKIDunknown" }, {}, "AuthFailure.SecretIdNotFound", unknownId],
  ["a wrong SecretKey", { secretKey: "wrong" }, {}, "AuthFailure.SignatureFailure", wrongKey],
])("a request with %s is refused in the cloud's own words", async (_, keys, common, Code, Message) => {
  const response = await call({ ...emulator(), ...keys }, action, parameters, common);
  expect(response.Error).toEqual({ Code, Message });
});

test("a request with a query of more than 32 kB gets RequestSizeLimitExceeded", async () => {
  const path = `/?a=${"x".repeat(33_000)}`;
  const request = { ...signedRequest(emulator(), action), method: "GET", path, body: "" };
  expect(codeOf(await sent(request))).toBe("RequestSizeLimitExceeded");
});

const modify = "ModifyDBInstanceSSLConfig";
test.each<[string, string, object, string, string]>([
  [action, "null, which is the same", { DBInstanceId: null }, "MissingParameter", missing("DBInstanceId")],
  [action, "one too many", { ...parameters, Colour: "red" }, "UnknownParameter", unknown("Colour")],
  [action, "a name of JavaScript's", { ...parameters, toString: 1 }, "UnknownParameter", unknown("toString")],
  [modify, "a text for a boolean", { ...parameters, SSLEnabled: "true" }, ...notOf("SSLEnabled", "a boolean")],
  ["DescribeTasks", "a negative number", { Offset: -1 }, ...notOf("Offset", "an unsigned integer")],
  ["DescribeTasks", "a fraction", { Limit: 1.5 }, ...notOf("Limit", "an unsigned integer")],
  ["DescribeDBInstances", "an object for a list", { Filters: {} }, ...notOf("Filters", "a list")],
  ["DescribeDBInstances", "a text for an object", { Filters: ["a"] }, ...notOf("Filters.0", "an object")],
  ["DescribeDBInstances", "a stranger", { Filters: [{ Nme: "a" }] }, "UnknownParameter", unknown("Filters.0.Nme")],
])("%s with %s is refused by the contract", async (name, _, parametersSent, Code, Message) => {
  expect((await emulator.call(name, parametersSent)).Error).toEqual({ Code, Message });
});

test.each(["[]", "null", "1", "{", "\ufeff{}"])("the body %j is no JSON object", async (body) => {
  const request = { ...signedRequest(emulator(), action, parameters), body };
  request.headers.authorization = authorization(emulator(), request);
  expect(codeOf(await sent(request))).toBe("InvalidParameter");
});

test("calls beyond the limit are refused in the cloud's own words; each second has its own count, with the refused ones", () => {
  const limit = new RateLimit(2);
  const count = (now: number): string => {
    try {
      limit.count("DescribeTasks", now);
      return "accepted";
    } catch (error) {
      return error instanceof ApiError ? error.message : String(error);
    }
  };
  const refused = (times: number) =>
    `RequestLimitExceeded: Your current request times equals to \`${times}\` in a second, which exceeds the frequency limit \`2\` for a second. Please reduce the frequency of calls.`;
  const counted = [1000, 1500, 1600, 1999, 2000, 2001, 2999].map(count);
  expect(counted).toEqual(["accepted", "accepted", refused(3), refused(4), "accepted", "accepted", refused(3)]);
});

test("messages are in Chinese for those who ask for it, where the Chinese is known", async () => {
  const inChinese = { "x-tc-language": "zh-CN" };
  const notFound = await emulator.call(action, { DBInstanceId: "postgres-00000000" }, inChinese);
  expect(notFound.Error?.Message).toBe("实例不存在");
  expect((await emulator.call(action, { Nothing: 1 }, inChinese)).Error?.Message).toBe(unknown("Nothing"));
});
