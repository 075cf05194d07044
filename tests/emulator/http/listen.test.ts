import { once } from "node:events";
import { request } from "node:https";
import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { startEmulator } from "../../../emulator/src";
import { createAuthority } from "../../../emulator/src/certificates/authority";
import { listen, type Listener, tlsOptions } from "../../../emulator/src/http/listen";
import { readBody } from "../../../emulator/src/http/router";
import { useEmulator } from "../use-emulator";

const emulator = useEmulator();
const portOf = ({ endpoint }: { readonly endpoint: string }) => Number(new URL(endpoint).port);

/** Hands a connection over and answers all that comes back until it is closed. */
function received(port: number, talk: (socket: Socket) => void): Promise<string> {
  const socket = connect(port, "127.0.0.1", () => talk(socket));
  return text(socket).catch(() => "");
}

async function getOverTls(host: string, ca: string | undefined): Promise<string> {
  const outgoing = request({ host, port: portOf(emulator()), path: "/_emulator/calls", ca, agent: false }).end();
  const [incoming] = (await once(outgoing, "response")) as [NodeJS.ReadableStream];
  return text(incoming);
}

test("clients that speak HTTPS only are answered on the same port, when they know the authority", async () => {
  const ca = await (await fetch(`${emulator().endpoint}/ca/ca.pem`)).text();
  for (const host of ["127.0.0.1", "localhost"]) expect(await getOverTls(host, ca)).toContain("DescribeTasks");
  await expect(getOverTls("127.0.0.1", undefined)).rejects.toThrow(/certificate/);
});

test.each([
  ["a broken handshake", Buffer.from([0x16, 3, 1, 255, 255, 0])],
  ["the beginning of one", Buffer.from([0x16])],
  ["a zero", Buffer.from([0])],
  ["nothing", Buffer.from([])],
  ["nonsense", Buffer.from("\r\n\r\nnonsense\r\n\r\n")],
])("%s ends its connection and nothing else", async (_, noise) => {
  await received(portOf(emulator()), (socket) => socket.end(noise));
  expect(await emulator.call("DescribeTasks")).toMatchObject({ TotalCount: 0 });
});

test("requests that come at once on one connection are answered each", async () => {
  const one = (more: string) => `POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n${more}\r\n{}`;
  const replies = await received(portOf(emulator()), (socket) => socket.write(one("") + one("Connection: close\r\n")));
  expect(replies.match(/HTTP\/1\.1 200 /g)).toHaveLength(2);
});

test("a taken port gets an error that says how to name another one, and nothing is left running", async () => {
  const port = portOf(emulator());
  await expect(startEmulator({ port, servers: 0 })).rejects.toThrow(
    `Port ${port} at 127.0.0.1 is taken. Name another one with --port or in TENCENTCLOUD_EMULATOR_PORT; --port 0 takes a free one.`,
  );
});

describe("a client that dawdles", () => {
  const patience = { firstByteMs: 300, handshakeMs: 300, headersMs: 200, requestMs: 300, checkMs: 50 };
  let listener: Listener;
  beforeAll(async () => {
    const tls = await tlsOptions(await createAuthority(), "127.0.0.1");
    listener = await listen({ host: "127.0.0.1", port: 0, tls, patience });
    listener.server.on("request", (incoming, outgoing) => {
      const read = readBody(incoming, 100).then(() => outgoing.end());
      read.catch(() => outgoing.destroy());
    });
  });
  afterAll(() => listener.close());

  test.each([
    ["the end of its headers", "POST / HTTP/1.1\r\nHost: localhost\r\n", /^HTTP\/1\.1 408 /],
    ["the end of its body", "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{", /^HTTP\/1\.1 408 /],
    ["all of it", "", /^$/],
    ["the end of its handshake", Buffer.from([0x16, 3, 1, 2, 0, 1]), /^$/],
  ])("over %s is not waited for", async (_, beginning, says) => {
    expect(await received(portOf(listener), (socket) => socket.write(beginning))).toMatch(says);
  });
});
