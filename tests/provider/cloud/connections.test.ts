import dns from "node:dns";
import { createServer, type RequestListener } from "node:http";
import { type AddressInfo, createServer as createTcpServer, connect, type Server, type Socket } from "node:net";
import tls from "node:tls";
import { gzipSync } from "node:zlib";
import { createAuthority } from "../../../emulator/src/certificates/authority";
import type { Action, ApiFailure } from "../../../provider/cloud/api-error";
import { classify } from "../../../provider/cloud/classify";
import { MAX_REPLY_BYTES } from "../../../provider/cloud/exchange";
import { sdkSend } from "../../../provider/cloud/sdk-client";
import type { Endpoint } from "../../../provider/cloud/settings";

const ends: (() => unknown)[] = [];
beforeEach(() => {
  const others = Object.entries(process.env).filter(([name]) => !/^(https?|no)_proxy$/i.test(name));
  jest.replaceProperty(process, "env", Object.fromEntries(others));
});
afterEach(async () => {
  jest.restoreAllMocks();
  await Promise.all(ends.splice(0).map((end) => end()));
});

/** Lets a server listen on a free port of this machine, until the test ends. */
async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => sockets.add(socket.on("error", () => undefined)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  ends.push(() => {
    sockets.forEach((socket) => socket.destroy());
    return new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

const tcpServer = (onConnection: (socket: Socket) => void): Promise<number> => listen(createTcpServer(onConnection));
const httpServer = (answer: RequestListener): Promise<number> => listen(createServer(answer));

/** A port where nobody listens. */
async function closedPort(): Promise<number> {
  const server = createTcpServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

interface Sending {
  readonly timeoutMs?: number;
  readonly setBy?: string;
  readonly lines?: string[];
}

/** How a request that fails is told. */
async function failureOf(
  action: Action,
  url: string,
  { timeoutMs = 20_000, setBy, lines }: Sending = {},
): Promise<ApiFailure> {
  const [protocol, host] = url.split(/(?<=:\/\/)/) as [Endpoint["protocol"], string];
  const send = sdkSend({
    endpoint: { protocol, host, ...(setBy !== undefined && { setBy }) },
    credentials: { getCredential: () => Promise.resolve({ secretId: "AKIDtest", secretKey: "k".repeat(32) }) },
    requestTimeoutMs: timeoutMs,
    log: (line) => lines?.push(line),
  });
  const thrown: unknown = await send("ap-guangzhou", action, {}).catch((error: unknown) => error);
  return classify({ action, region: "ap-guangzhou" }, thrown);
}

const change = (url: string, sending?: Sending): Promise<ApiFailure> =>
  failureOf("ModifyDBInstanceSSLConfig", url, sending);

/** What follows for a read and for a change. */
async function verdicts(url: string, sending?: Sending): Promise<[string, string]> {
  return [(await failureOf("DescribeTasks", url, sending)).verdict, (await change(url, sending)).verdict];
}

const UNREACHED = { verdict: "again", meaning: "the endpoint could not be reached" };
const LOST = { verdict: "unknown", meaning: "no readable reply arrived" };

describe("over TLS", () => {
  let authority: Awaited<ReturnType<typeof createAuthority>>;
  let received: string;
  beforeAll(async () => (authority = await createAuthority()));
  beforeEach(() => {
    received = "";
    // The certificates of the test are those of the machine.
    const { connect } = tls;
    const trusting = (options: tls.ConnectionOptions): tls.TLSSocket =>
      connect({ ...options, ca: authority.caCertificatePem });
    jest.spyOn(tls, "connect").mockImplementation(trusting as typeof tls.connect);
  });

  async function tlsServer(onRequest: (socket: Socket) => void, name = "127.0.0.1"): Promise<number> {
    const { certificatePem: cert, privateKeyPem: key } = await authority.issueServerCertificate(name);
    const server = tls.createServer({ cert, key }, (socket) => {
      socket.on("error", () => undefined);
      socket.on("data", (data: Buffer) => {
        received += String(data);
        if (received.includes("\r\n\r\n")) onRequest(socket);
      });
    });
    return listen(server);
  }

  test("a byte that is not encrypted, after the request, leaves the outcome of a change unknown", async () => {
    const inject: ((text: string) => void)[] = [];
    const port = await tlsServer(() => inject.forEach((write) => write("x")));
    const between = await tcpServer((client) => {
      const server = connect(port, "127.0.0.1").on("error", () => undefined);
      client.pipe(server).pipe(client);
      inject.push((text) => client.write(text));
    });

    expect(await change(`https://127.0.0.1:${between}`)).toMatchObject(LOST);
    expect(received).toContain("ModifyDBInstanceSSLConfig");
  });

  test("a reset after the request leaves the outcome of a change unknown", async () => {
    const port = await tlsServer((socket) => socket.destroy());

    expect(await change(`https://127.0.0.1:${port}`)).toMatchObject(LOST);
    expect(received).toContain("ModifyDBInstanceSSLConfig");
  });

  test("a change does not leave before the handshake is over: not at a reset, and not at silence", async () => {
    const reset = await tcpServer((socket) => void socket.once("data", () => socket.resetAndDestroy()));
    expect(await change(`https://127.0.0.1:${reset}`)).toMatchObject(UNREACHED);

    const silent = await tcpServer(() => undefined);
    expect(await change(`https://127.0.0.1:${silent}`, { timeoutMs: 200 })).toMatchObject(UNREACHED);
  });

  test("a server with the certificate of another one gets nothing", async () => {
    const port = await tlsServer(() => undefined, "198.51.100.1");

    expect(await change(`https://127.0.0.1:${port}`)).toMatchObject({
      verdict: "fail",
      meaning: "the endpoint could not be trusted",
      detail: expect.stringContaining("127.0.0.1 is not in the cert's list") as string,
    });
    expect(received).toBe("");
  });

  test("a later request on the same connection has left, whatever ends it", async () => {
    const replies = ['HTTP/1.1 200 OK\r\nContent-Length: 31\r\n\r\n{"Response":{"RequestId":"r-1"}}'];
    const port = await tlsServer((socket) => {
      received = "";
      const reply = replies.shift();
      if (reply === undefined) socket.destroy();
      else socket.write(reply.replace("31", "32"));
    });
    const send = sdkSend({
      endpoint: { protocol: "https://", host: `127.0.0.1:${port}` },
      credentials: { getCredential: () => Promise.resolve({ secretId: "AKIDtest", secretKey: "k".repeat(32) }) },
      requestTimeoutMs: 20_000,
    });
    const request = { action: "ModifyDBInstanceSSLConfig", region: "ap-guangzhou" } as const;
    expect(await send(request.region, request.action, {})).toEqual({ RequestId: "r-1" });
    const thrown: unknown = await send(request.region, request.action, {}).catch((error: unknown) => error);
    expect(classify(request, thrown)).toMatchObject(LOST);
  });

  test.each([
    ["HTTP/1.1 407 No Login\r\n\r\n", "fail", "the proxy did not connect to the endpoint"],
    ["HTTP/1.1 502 Bad Gateway\r\n\r\n", "again", "the proxy did not connect to the endpoint"],
    ["HTTP/1.1 20", "again", "the endpoint could not be reached"],
    ["HTTP/1.1 200 OK\r\n\r\n", "again", "the endpoint could not be reached"],
    ["", "again", "the endpoint could not be reached"],
  ])("a proxy that answers %j and closes has passed nothing on", async (answer, verdict, meaning) => {
    const port = await tcpServer((socket) => void socket.once("data", () => socket.end(answer)));
    process.env.HTTPS_PROXY = `http://127.0.0.1:${port}`;

    const failure = await change("https://postgres.example.com");
    expect(failure).toMatchObject({ verdict, meaning });
    expect(failure.detail).toContain(`(through the proxy 127.0.0.1:${port})`);
  });

  test("a proxy that never answers has passed nothing on, and a late answer of it passes nothing on either", async () => {
    const port = await tlsServer((socket) => socket.destroy(), "cloud.test");
    const waiting: (() => void)[] = [];
    let isSlow = true;
    const proxy = await tcpServer((client) => {
      const answer = (): void => {
        client.write("HTTP/1.1 200 OK\r\n\r\n");
        const server = connect(port, "127.0.0.1").on("error", () => undefined);
        client.pipe(server).pipe(client);
      };
      client.once("data", () => (isSlow ? waiting.push(answer) : answer()));
    });
    process.env.HTTPS_PROXY = `http://127.0.0.1:${proxy}`;

    expect(await change("https://cloud.test", { timeoutMs: 200 })).toMatchObject(UNREACHED);
    isSlow = false;
    waiting.forEach((answer) => answer());
    expect(await failureOf("DescribeTasks", "https://cloud.test")).toMatchObject({ ...LOST, verdict: "again" });
    expect(received).toContain("DescribeTasks");
    expect(received).not.toContain("ModifyDBInstanceSSLConfig");
  });
});

test.each([["cloud.test", ["127.0.0.1", "127.0.0.2"]] as const, ["localhost", ["::1", "127.0.0.1"]] as const])(
  "a host whose addresses are all down is told with each of them, and the change never left (%s)",
  async (host, addresses) => {
    const all = addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
    const lookup = (_: string, __: object, done: (error: null, found: typeof all) => void): void => done(null, all);
    const port = await closedPort();
    jest.spyOn(dns, "lookup").mockImplementation(lookup as unknown as typeof dns.lookup);

    const failure = await change(`http://${host}:${port}`);
    expect(failure).toMatchObject(UNREACHED);
    for (const address of addresses) expect(failure.detail).toContain(`${address}:${port}`);
  },
);

test("a redirect is not followed: neither the request nor its token reaches another host", async () => {
  const strangers: (string | undefined)[] = [];
  const stranger = await httpServer(({ url }, response) => {
    strangers.push(url);
    response.end('{"Response":{"SSLEnabled":true,"RequestId":"r"}}');
  });
  const to = `http://127.0.0.1:${stranger}/`;
  for (const status of [301, 302, 303, 307, 308]) {
    const port = await httpServer((_, response) => void response.writeHead(status, { Location: to }).end());
    expect(await change(`http://127.0.0.1:${port}`)).toMatchObject({
      verdict: "fail",
      meaning: "the endpoint points to another address, which is not asked",
      detail: expect.stringContaining(`HTTP ${status}`) as string,
    });
  }
  expect(strangers).toEqual([]);
});

test("a reply that is too long is not kept, and a compressed one is not unpacked", async () => {
  const padding = " ".repeat(MAX_REPLY_BYTES);
  const reply = '{"Response":{"RequestId":"r"}}';
  const long = await httpServer((_, response) => void response.end(padding + reply));
  expect(await change(`http://127.0.0.1:${long}`)).toMatchObject({ ...LOST, detail: "the reply is longer than 4 MiB" });

  const packed = await httpServer(({ headers }, response) => {
    expect(headers["accept-encoding"]).toBe("identity");
    response.writeHead(200, { "Content-Encoding": "gzip" }).end(gzipSync(reply));
  });
  expect(await change(`http://127.0.0.1:${packed}`)).toMatchObject({ ...LOST, detail: "the reply is compressed" });

  const fitting = await httpServer((_, response) => void response.end(padding.slice(reply.length) + reply));
  const send = sdkSend({
    endpoint: { protocol: "http://", host: `127.0.0.1:${fitting}` },
    credentials: { getCredential: () => Promise.resolve({ secretId: "AKIDtest", secretKey: "k".repeat(32) }) },
    requestTimeoutMs: 20_000,
  });
  expect(await send("ap-guangzhou", "DescribeTasks", {})).toEqual({ RequestId: "r" });
});

test("an endpoint that is not there is told at once, with the setting that names it and what may be missing", async () => {
  const lines: string[] = [];
  const host = `127.0.0.1:${await closedPort()}`;
  const setBy = "TENCENTCLOUD_POSTGRES_ENDPOINT";
  const { advice } = await change(`http://${host}`, { setBy, lines });

  expect(lines).toEqual([`${host}, set by ${setBy} cannot be reached (connect ECONNREFUSED ${host}); trying again`]);
  expect(advice).toContain(`The endpoint ${host} is set by ${setBy}; nothing listens there: start the emulator`);
  expect(await verdicts(`http://${host}`)).toEqual(["again", "again"]);
});
