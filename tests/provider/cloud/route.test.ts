import { createServer, type Server } from "node:net";
import type { AddressInfo } from "node:net";
import { type Emulator, startEmulator } from "../../../emulator/src";
import { Deadline } from "../../../provider/model/deadline";
import { DEFAULT_PACE } from "../../../provider/model/pace";
import { Session } from "../../../provider/resource/session";
import { startProxy, type TestProxy } from "../../stand-ins/proxy";

const LOGIN = "somebody:s3cret%40"; // gitleaks:allow -- not a key of anybody
const VARIABLES = ["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY"].flatMap((name) => [name, name.toLowerCase()]);

let emulator: Emulator;
const ends: (() => Promise<void>)[] = [];
const before = Object.fromEntries(VARIABLES.map((name) => [name, process.env[name]]));

beforeAll(async () => {
  emulator = await startEmulator({ instances: 1, servers: 0 });
});
afterAll(() => emulator.close());
beforeEach(() => VARIABLES.forEach((name) => Reflect.deleteProperty(process.env, name)));
afterEach(async () => {
  for (const [name, value] of Object.entries(before)) {
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
  }
  await Promise.all(ends.splice(0).map((end) => end()));
});

async function proxy(login?: string): Promise<TestProxy> {
  const started = await startProxy(login);
  ends.push(() => started.close());
  return started;
}

/** Reads the setting of the emulator's instance, by as many requests as `times` says. */
async function read(endpoint = emulator.endpoint, times = 1, requestTimeoutSeconds = 20): Promise<unknown> {
  const { secretId, secretKey, region } = emulator;
  const env = {
    TENCENTCLOUD_SECRET_ID: secretId,
    TENCENTCLOUD_SECRET_KEY: secretKey,
    TENCENTCLOUD_POSTGRES_ENDPOINT: endpoint,
  };
  const pace = { ...DEFAULT_PACE, requestTimeoutSeconds, requestAttempts: 2 };
  const { api } = new Session({ readConfig: () => undefined, env, log: () => undefined, pace }).tools;
  const instance = { region, dbInstanceId: emulator.instances[0]?.id ?? "" };
  const reads = Array.from({ length: times }, () => api.describeSslConfig(instance, Deadline.in(30, pace)));
  return (await Promise.all(reads))[0];
}

test.each(["HTTP_PROXY", "http_proxy"])("requests go through the proxy that %s names", async (name) => {
  const { host, requests } = await proxy();
  process.env[name] = `http://${host}`;

  expect(await read()).toEqual({ sslEnabled: false });
  expect(requests).toEqual([`POST ${emulator.endpoint}/`]);
});

test.each(["NO_PROXY", "no_proxy"])("hosts that %s names are reached directly", async (name) => {
  const { host, requests } = await proxy();
  Object.assign(process.env, { HTTP_PROXY: `http://${host}`, [name]: "example.com,127.0.0.1" });

  expect(await read()).toEqual({ sslEnabled: false });
  expect(requests).toEqual([]);
});

test("a proxy that asks for a name and a password gets them, whatever characters are in them", async () => {
  const { host, requests } = await proxy(LOGIN);
  process.env.HTTP_PROXY = `http://somebody:${encodeURIComponent("s3cret%40")}@${host}`;

  expect(await read()).toEqual({ sslEnabled: false });
  expect(requests).toHaveLength(1);
});

test("a proxy that refuses the password is named without it", async () => {
  const { host } = await proxy(LOGIN);
  process.env.HTTP_PROXY = `http://somebody:wr0ng@${host}`;
  const error: unknown = await read().catch((thrown: unknown) => thrown);

  expect(String(error)).toContain("the endpoint is not the API, or a proxy answered");
  expect(String(error)).toContain(`HTTP 407 Proxy Authentication Required (through the proxy ${host})`);
  expect(String(error)).not.toContain("wr0ng");
});

test("a proxy that is not there is named, in one message", async () => {
  process.env.HTTP_PROXY = "http://somebody:s3cret@127.0.0.1:9";
  const error: unknown = await read().catch((thrown: unknown) => thrown);

  expect(String(error)).toMatch(
    /could not be reached .*ECONNREFUSED 127\.0\.0\.1:9 \(through the proxy 127\.0\.0\.1:9\)/,
  );
  expect(String(error)).not.toContain("s3cret");
});

test("a proxy that never answers ends the request within its time limit", async () => {
  const silent: Server = createServer();
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  const sockets: { destroy(): void }[] = [];
  silent.on("connection", (socket) => sockets.push(socket));
  ends.push(() => {
    sockets.forEach((socket) => socket.destroy());
    return new Promise((resolve) => silent.close(() => resolve()));
  });
  process.env.HTTPS_PROXY = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;

  await expect(read("https://postgres.example.com", 1, 0.2)).rejects.toThrow(
    /no readable reply arrived .*no reply within 0\.2 s \(through the proxy 127/,
  );
});

test("an HTTPS endpoint is reached by a tunnel", async () => {
  const { host, requests } = await proxy(LOGIN);
  process.env.HTTPS_PROXY = `http://somebody:${encodeURIComponent("s3cret%40")}@${host}`;
  const { host: endpoint } = new URL(emulator.endpoint);
  const error: unknown = await read(`https://${endpoint}`).catch((thrown: unknown) => thrown);

  // The tunnel leads to the emulator, whose certificate nobody here trusts.
  expect(String(error)).toContain("the endpoint could not be trusted");
  expect(requests).toEqual([`CONNECT ${endpoint}`]);
});

test.each(["socks5://127.0.0.1:1080", "http://["])("a proxy that is no HTTP proxy is refused: %s", async (url) => {
  process.env.HTTP_PROXY = url;

  await expect(read()).rejects.toThrow("the proxy in HTTPS_PROXY or HTTP_PROXY is not the URL of an HTTP proxy");
});
