import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { temporaryFolder } from "../../package/temporary-folder";
import { responseOf, send, signedRequest } from "../raw-client";
import { useEmulator } from "../use-emulator";

const emulator = useEmulator();
const cloud = "postgres.ap-guangzhou.tencentcloudapi.com";

test("a client that sends plain HTTP to a proxy is answered under the name that it calls", async () => {
  const request = signedRequest(emulator(), "DescribeDBInstances", {}, { host: cloud });
  request.path = `http://${cloud}/`;
  expect(responseOf(await send(emulator().endpoint, request))).toMatchObject({ TotalCount: 4 });
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

test("the vendor's SDK with nothing but a proxy and the authority's certificate reaches it over HTTPS", async () => {
  const { endpoint, secretId, secretKey, control } = emulator();
  const certificate = join(temporaryFolder(), "ca.pem");
  writeFileSync(certificate, control.caCertificate());
  const keys = { TENCENTCLOUD_SECRET_ID: secretId, TENCENTCLOUD_SECRET_KEY: secretKey };
  const env = { ...process.env, ...keys, NODE_EXTRA_CA_CERTS: certificate, http_proxy: endpoint };
  const options = { cwd: __dirname, env };
  const { stdout } = await promisify(execFile)(process.execPath, ["-e", clientProgram], options);
  expect(JSON.parse(stdout)).toEqual({ TotalCount: 4, Type: "CAMUser" });
});

test("the control interface is not reached under a name of somebody else, in whichever way it is written", async () => {
  const get = (path: string, host: string) =>
    send(emulator().endpoint, { method: "GET", path, headers: { host }, body: "" });
  const { host } = new URL(emulator().endpoint);
  expect((await get(`http://${host}/_emulator/calls`, "evil.example")).status).toBe(200);
  expect((await get("http://evil.example/_emulator/calls", host)).status).toBe(403);
  expect((await get("http://evil.example/", host)).body).toContain("MissingParameter");
});

test("nothing is passed on to other hosts", async () => {
  const { port, hostname } = new URL(emulator().endpoint);
  const socket = connect(Number(port), hostname);
  socket.write("CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n");
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 403 Forbidden[^]*passes nothing on to example\.com:443/);
});
