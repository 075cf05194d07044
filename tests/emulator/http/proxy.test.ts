import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { authorization, responseOf, send, signedRequest } from "../raw-client";
import { useEmulator } from "../use-emulator";

const emulator = useEmulator();
const run = promisify(execFile);
const cloud = "postgres.ap-guangzhou.tencentcloudapi.com";

/** Sends a few bytes and reads all that comes back until the other side ends, or has answered. */
function exchange(text: string): Promise<string> {
  const { port, hostname } = new URL(emulator().endpoint);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(text));
    let answer = "";
    socket.on("data", (data: Buffer) => {
      answer += data.toString();
      if (answer.includes("\r\n\r\n")) socket.end();
    });
    socket.on("end", () => resolve(answer)).on("error", reject);
  });
}

test("a client that sends plain HTTP to a proxy is answered under the name that it calls", async () => {
  const request = signedRequest(emulator(), "DescribeDBInstances", {}, { host: cloud });
  request.path = `http://${cloud}/`;
  expect(responseOf(await send(emulator().endpoint, request))).toMatchObject({ TotalCount: 4 });

  const other = signedRequest(emulator(), "DescribeInstances", {}, { host: "cvm.tencentcloudapi.com" });
  other.path = "http://cvm.tencentcloudapi.com";
  other.headers.authorization = authorization(emulator(), other, "cvm");
  expect(responseOf(await send(emulator().endpoint, other)).Error).toMatchObject({ Code: "NoSuchProduct" });
});

test("the vendor's SDK with nothing but a proxy and the authority's certificate reaches it over HTTPS", async () => {
  const { endpoint, secretId, secretKey, control } = emulator();
  const folder = await mkdtemp(join(tmpdir(), "emulator-proxy-"));
  const NODE_EXTRA_CA_CERTS = join(folder, "ca.pem");
  await writeFile(NODE_EXTRA_CA_CERTS, control.caCertificate());
  const env = { ...process.env, TENCENTCLOUD_SECRET_ID: secretId, TENCENTCLOUD_SECRET_KEY: secretKey };
  try {
    const program = [process.execPath, ["-e", clientProgram]] as const;
    const options = { cwd: __dirname, env: { ...env, NODE_EXTRA_CA_CERTS, http_proxy: endpoint } };
    expect(JSON.parse((await run(...program, options)).stdout)).toEqual({ TotalCount: 4, Type: "CAMUser" });
  } finally {
    await rm(folder, { recursive: true });
  }
});

/** What a user of the cloud writes: no endpoint, and HTTPS as always. */
const clientProgram = `
  const { postgres } = require("tencentcloud-sdk-nodejs-postgres/tencentcloud/services/postgres");
  const { sts } = require("tencentcloud-sdk-nodejs-postgres/tencentcloud/services/sts");
  const { TENCENTCLOUD_SECRET_ID: secretId, TENCENTCLOUD_SECRET_KEY: secretKey } = process.env;
  const options = { credential: { secretId, secretKey }, region: "ap-guangzhou" };
  (async () => {
    const { TotalCount } = await new postgres.v20170312.Client(options).DescribeDBInstances({});
    const { Type } = await new sts.v20180813.Client(options).GetCallerIdentity();
    console.log(JSON.stringify({ TotalCount, Type }));
  })();
`;

test("the control interface is not reached under a name of somebody else, in whichever way it is written", async () => {
  const get = (path: string, host: string) =>
    send(emulator().endpoint, { method: "GET", path, headers: { host }, body: "" });
  const { host } = new URL(emulator().endpoint);

  expect((await get(`http://${host}/_emulator/calls`, "evil.example")).status).toBe(200);
  expect((await get("http://evil.example/_emulator/calls", host)).status).toBe(403);
  expect((await get("http://evil.example/", host)).body).toContain("MissingParameter");
});

test("nothing is passed on to other hosts", async () => {
  const answer = await exchange("CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n");
  expect(answer).toMatch(/^HTTP\/1\.1 403 Forbidden/);
  expect(answer).toContain("passes nothing on to example.com:443");
});
