import { type AddressInfo, createServer } from "node:net";
import { type Emulator, startEmulator } from "../../../emulator/src";
import { Budget } from "../../../provider/time/budget";
import { DEFAULT_PACE } from "../../../provider/time/pace";
import { Session } from "../../../provider/resource/session";
import { startProxy, type TestProxy } from "../../stand-ins/proxy";

const LOGIN = "somebody:s3cret%40"; // gitleaks:allow -- not a key of anybody

let emulator: Emulator;
const ends: (() => unknown)[] = [];

beforeAll(async () => {
  emulator = await startEmulator({ instances: 1, servers: 0 });
});
afterAll(() => emulator.close());
beforeEach(() => {
  const others = Object.entries(process.env).filter(([name]) => !/^(https?|no)_proxy$/i.test(name));
  jest.replaceProperty(process, "env", Object.fromEntries(others));
});
afterEach(async () => {
  jest.restoreAllMocks();
  await Promise.all(ends.splice(0).map((end) => end()));
});

async function proxy(login?: string): Promise<TestProxy> {
  const started = await startProxy(login);
  ends.push(() => started.close());
  return started;
}

/** Reads the setting of the emulator's instance. */
async function read(endpoint = emulator.endpoint, requestTimeoutSeconds = 20): Promise<unknown> {
  const { secretId, secretKey, region } = emulator;
  const env = {
    TENCENTCLOUD_SECRET_ID: secretId,
    TENCENTCLOUD_SECRET_KEY: secretKey,
    TENCENTCLOUD_POSTGRES_ENDPOINT: endpoint,
  };
  const pace = { ...DEFAULT_PACE, requestTimeoutSeconds, requestAttempts: 2 };
  const { api } = new Session({ readConfig: () => undefined, env, log: () => undefined, pace }).tools;
  const instance = { region, dbInstanceId: emulator.instances[0]?.id ?? "" };
  return api.describeSslConfig(instance, { budget: new Budget(30) });
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

test("a proxy that is not there is named, in one message", async () => {
  process.env.HTTP_PROXY = "http://somebody:s3cret@127.0.0.1:9";
  const failure = await read().then(String, String);

  expect(failure).toMatch(/could not be reached .*ECONNREFUSED 127\.0\.0\.1:9 \(through the proxy 127\.0\.0\.1:9\)/);
  expect(failure).not.toContain("s3cret");
});

test("a proxy that never answers ends the request within its time limit", async () => {
  const silent = createServer((socket) => void ends.push(() => socket.destroy()));
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  ends.push(() => new Promise((resolve) => silent.close(resolve)));
  process.env.HTTPS_PROXY = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;

  await expect(read("https://postgres.example.com", 0.2)).rejects.toThrow(
    /could not be reached .*no reply within 0\.2 s \(through the proxy 127/,
  );
});

test("an HTTPS endpoint is reached by a tunnel through a proxy that asks for a name and a password", async () => {
  const { host, requests } = await proxy(LOGIN);
  process.env.HTTPS_PROXY = `http://somebody:${encodeURIComponent("s3cret%40")}@${host}`;
  const { host: endpoint } = new URL(emulator.endpoint);
  const failure = await read(`https://${endpoint}`).then(String, String);

  // The tunnel leads to the emulator, whose certificate nobody here trusts.
  expect(failure).toContain("the endpoint could not be trusted");
  expect(requests).toEqual([`CONNECT ${endpoint}`]);
});

test("a percent sign in a proxy's password that begins no code is told, without the password", async () => {
  process.env.HTTP_PROXY = "http://somebody:s3cret%zz@127.0.0.1:9";
  const failure = await read().then(String, String);

  expect(failure).toContain("has a % that begins no code of a character: write a % itself as %25");
  expect(failure).not.toContain("s3cret");
});

test.each(["socks5://127.0.0.1:1080", "ahttp://127.0.0.1:1", "httpx://127.0.0.1:1", "http://["])(
  "a proxy that is no HTTP proxy is refused: %s",
  async (url) => {
    process.env.HTTP_PROXY = url;

    await expect(read()).rejects.toThrow("the proxy in HTTPS_PROXY or HTTP_PROXY is not the URL of an HTTP proxy");
  },
);
