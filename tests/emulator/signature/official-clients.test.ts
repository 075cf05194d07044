import { createHmac } from "node:crypto";
import { authorization, codeOf, type RawRequest, responseOf, send, signedRequest } from "../raw-client";
import { useEmulator } from "../use-emulator";

const emulator = useEmulator();
const id = "postgres-emu00001";
const parameters = { DBInstanceId: id };
const action = "DescribeDBInstanceSSLConfig";
const sent = async (request: RawRequest) => responseOf(await send(emulator().endpoint, request));
const form = { "content-type": "application/x-www-form-urlencoded" };

test("a client that leaves the payload unsigned is understood, as Go's and Python's SDK can", async () => {
  const request = signedRequest(emulator(), action, parameters);
  request.headers.authorization = authorization(emulator(), { ...request, body: "UNSIGNED-PAYLOAD" });
  request.headers["x-tc-content-sha256"] = "UNSIGNED-PAYLOAD";
  expect(codeOf(await sent(request))).toBeUndefined();
  delete request.headers["x-tc-content-sha256"];
  expect(codeOf(await sent(request))).toBe("AuthFailure.SignatureFailure");
});

test("a GET request with flat parameters is understood, and its numbers and booleans are read", async () => {
  const get = (name: string, query: string) => {
    const request = { ...signedRequest(emulator(), name, {}, form), method: "GET", path: `/?${query}`, body: "" };
    request.headers.authorization = authorization(emulator(), request);
    return sent(request);
  };
  const filter = `Filters.0.Name=db-instance-id&Filters.0.Values.0=${id}`;
  expect(await get("DescribeDBInstances", `Limit=1&${filter}`)).toMatchObject({ TotalCount: 1 });
  const wrong = await get("ModifyDBInstanceSSLConfig", `DBInstanceId=${id}&SSLEnabled=maybe`);
  expect(codeOf(wrong)).toBe("InvalidParameter");
});

test.each([
  ["HmacSHA1", "sha1", "GET"],
  ["HmacSHA1", "sha1", "POST"],
  ["HmacSHA256", "sha256", "GET"],
  ["HmacSHA256", "sha256", "POST"],
])("the older signature method %s (%s) is understood in a %s", async (SignatureMethod, digest, verb) => {
  const { endpoint, region: Region, secretId: SecretId, secretKey } = emulator();
  const { host } = new URL(endpoint);
  const all: Record<string, string> = {
    ...{ Action: action, ...parameters, Version: "2017-03-12", Region, SecretId, SignatureMethod, Nonce: "11886" },
    Timestamp: String(Math.floor(Date.now() / 1000)),
  };
  const names = Object.keys(all).sort();
  const signed = `${verb}${host}/?${names.map((name) => `${name}=${all[name] ?? ""}`).join("&")}`;
  for (const [key, code] of [
    [secretKey, undefined],
    [`${secretKey}x`, "AuthFailure.SignatureFailure"],
  ] as const) {
    const signature = createHmac(digest, key).update(signed);
    const text = new URLSearchParams({ ...all, Signature: signature.digest("base64") }).toString();
    const [path, body] = verb === "GET" ? [`/?${text}`, ""] : ["/", text];
    expect(codeOf(await sent({ method: verb, path, headers: { host, ...form }, body }))).toBe(code);
  }
});
