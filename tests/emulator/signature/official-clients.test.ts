import { createHmac } from "node:crypto";
import { type Emulator, startEmulator } from "../../../emulator/src";
import { authorization, call, codeOf, responseOf, send, signedRequest, type RawRequest } from "../raw-client";

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator({ instances: 1, servers: 0, rate: 0, checkReplies: true });
});
afterAll(async () => {
  expect(emulator.control.violations()).toEqual([]);
  await emulator.close();
});

const parameters = { DBInstanceId: "postgres-emu00001" };
const action = "DescribeDBInstanceSSLConfig";

test("a client that signs the host without its port is understood, as the Node SDK does", async () => {
  const request = signedRequest(emulator, action, parameters);
  const { hostname, host } = new URL(emulator.endpoint);
  request.headers.host = hostname;
  request.headers.authorization = authorization(emulator, request);
  request.headers.host = host;

  expect(codeOf(responseOf(await send(emulator.endpoint, request)))).toBeUndefined();
});

test("a client that leaves the payload unsigned is understood, as Go's and Python's SDK can", async () => {
  const request = signedRequest(emulator, action, parameters);
  const { body } = request;
  request.headers.authorization = authorization(emulator, { ...request, body: "UNSIGNED-PAYLOAD" });
  request.headers["x-tc-content-sha256"] = "UNSIGNED-PAYLOAD";

  expect(codeOf(responseOf(await send(emulator.endpoint, request)))).toBeUndefined();
  delete request.headers["x-tc-content-sha256"];
  expect(codeOf(responseOf(await send(emulator.endpoint, { ...request, body })))).toBe("AuthFailure.SignatureFailure");
});

test("a GET request with flat parameters is understood, and its numbers and booleans are read", async () => {
  const list = getRequest(
    "DescribeDBInstances",
    "Limit=1&Filters.0.Name=db-instance-id&Filters.0.Values.0=" + parameters.DBInstanceId,
  );
  expect(responseOf(await send(emulator.endpoint, list))).toMatchObject({ TotalCount: 1 });

  const wrong = getRequest("ModifyDBInstanceSSLConfig", `DBInstanceId=${parameters.DBInstanceId}&SSLEnabled=maybe`);
  expect(codeOf(responseOf(await send(emulator.endpoint, wrong)))).toBe("InvalidParameter");
});

test.each(["HmacSHA1", "HmacSHA256"] as const)(
  "the older signature method %s is understood in a form and a query",
  async (method) => {
    for (const verb of ["GET", "POST"]) {
      const request = olderRequest(verb, method, { Action: action, ...parameters });
      expect(codeOf(responseOf(await send(emulator.endpoint, request)))).toBeUndefined();
      const spoilt = olderRequest(verb, method, { Action: action, ...parameters }, `${emulator.secretKey}x`);
      expect(codeOf(responseOf(await send(emulator.endpoint, spoilt)))).toBe("AuthFailure.SignatureFailure");
    }
  },
);

test("a temporary credential signs together with its token only, and only for as long as it lasts", async () => {
  const { secretId, secretKey, token } = emulator.control.createCredential({ seconds: 60 });
  const temporary = { ...emulator, secretId, secretKey };
  const codeWith = async (sent: string) => codeOf(await call(temporary, action, parameters, { "x-tc-token": sent }));

  expect(await codeWith(token)).toBeUndefined();
  expect(await codeWith("")).toBe("AuthFailure.TokenFailure");
  expect(await codeWith("wrong")).toBe("AuthFailure.TokenFailure");
  const expired = emulator.control.createCredential({ seconds: -1 });
  const response = await call({ ...emulator, ...expired }, action, parameters, { "x-tc-token": expired.token });
  expect(codeOf(response)).toBe("AuthFailure.TokenFailure");
});

test("a credential for a few actions is refused the others, in the cloud's words", async () => {
  const { secretId, secretKey, token } = emulator.control.createCredential({ actions: [action] });
  const temporary = { ...emulator, secretId, secretKey };

  expect(codeOf(await call(temporary, action, parameters, { "x-tc-token": token }))).toBeUndefined();
  const refused = await call(temporary, "DescribeTasks", {}, { "x-tc-token": token });
  expect(refused.Error?.Code).toBe("UnauthorizedOperation");
  expect(refused.Error?.Message).toContain(`[request id:${refused.RequestId}]you are not authorized`);
});

function getRequest(name: string, query: string): RawRequest {
  const request = signedRequest(emulator, name, {}, { "content-type": "application/x-www-form-urlencoded" });
  const unsigned = { ...request, method: "GET", path: `/?${query}`, body: "" };
  unsigned.headers.authorization = authorization(emulator, unsigned);
  return unsigned;
}

function olderRequest(
  verb: string,
  method: "HmacSHA1" | "HmacSHA256",
  own: Record<string, string>,
  secretKey = emulator.secretKey,
): RawRequest {
  const { host } = new URL(emulator.endpoint);
  const all: Record<string, string> = {
    ...own,
    Version: "2017-03-12",
    Region: emulator.region,
    Timestamp: String(Math.floor(Date.now() / 1000)),
    Nonce: "11886",
    SecretId: emulator.secretId,
    SignatureMethod: method,
  };
  const sorted = Object.keys(all)
    .sort()
    .map((name) => `${name}=${all[name] ?? ""}`);
  const digest = method === "HmacSHA1" ? "sha1" : "sha256";
  const signature = createHmac(digest, secretKey)
    .update(`${verb}${host}/?${sorted.join("&")}`)
    .digest("base64");
  const text = new URLSearchParams({ ...all, Signature: signature }).toString();
  const headers = { host, "content-type": "application/x-www-form-urlencoded" };
  return verb === "GET"
    ? { method: verb, path: `/?${text}`, headers, body: "" }
    : { method: verb, path: "/", headers, body: text };
}
