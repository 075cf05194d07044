import { request } from "node:https";
import { connect } from "node:net";
import { startEmulator } from "../../../emulator/src";
import { createAuthority } from "../../../emulator/src/certificates";
import { listen, type Listener } from "../../../emulator/src/http/listen";
import { readBody } from "../../../emulator/src/http/read-and-send";
import { tlsOptions } from "../../../emulator/src/http/listen";
import { call } from "../raw-client";
import { useEmulator } from "../use-emulator";

const emulator = useEmulator();

test.each(["127.0.0.1", "localhost"])(
  "clients that speak HTTPS only are answered at %s on the same port",
  async (host) => {
    const { port } = new URL(emulator().endpoint);
    const ca = await (await fetch(`${emulator().endpoint}/ca/ca.pem`)).text();
    expect(await getOverTls(host, port, ca)).toContain("DescribeTasks");
  },
);

test("HTTPS is refused by a client that does not know the authority", async () => {
  const { port } = new URL(emulator().endpoint);
  await expect(getOverTls("127.0.0.1", port, undefined)).rejects.toThrow(/certificate/);
});

test("broken handshakes and noise end their connection and nothing else", async () => {
  for (const noise of [
    Buffer.from([0x16, 3, 1, 255, 255, 0]),
    Buffer.from([0x16]),
    Buffer.from([0]),
    Buffer.from([]),
    Buffer.from("\r\n\r\nnonsense\r\n\r\n"),
  ]) {
    await new Promise<void>((resolve) => {
      const socket = connect(Number(new URL(emulator().endpoint).port), "127.0.0.1", () => socket.end(noise));
      socket
        .on("close", () => resolve())
        .on("error", () => undefined)
        .resume();
    });
  }
  expect(await call(emulator(), "DescribeTasks")).toMatchObject({ TotalCount: 0 });
});

test("a port that is taken is told, and nothing is left running", async () => {
  const port = Number(new URL(emulator().endpoint).port);
  await expect(startEmulator({ port, servers: 0 })).rejects.toThrow(
    `Port ${port} at 127.0.0.1 is taken. Another one can be named, and \`--port 0\` takes a free one.`,
  );
});

describe("a client that dawdles", () => {
  const patience = { firstByteMs: 300, handshakeMs: 300, headersMs: 200, requestMs: 300, checkMs: 50 };
  let listener: Listener;
  beforeAll(async () => {
    const authority = await createAuthority();
    const tls = await tlsOptions(authority, "127.0.0.1");
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
    const received = await new Promise<string>((resolve) => {
      let text = "";
      const socket = connect(Number(new URL(listener.endpoint).port), "127.0.0.1", () => socket.write(beginning));
      socket.setEncoding("latin1").on("data", (more: string) => (text += more));
      socket.on("error", () => undefined).on("close", () => resolve(text));
    });
    expect(received).toMatch(says);
  });
});

function getOverTls(host: string, port: string, ca: string | undefined): Promise<string> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host, port, path: "/_emulator/calls", ca, agent: false }, (incoming) => {
      let body = "";
      incoming.setEncoding("utf8").on("data", (text: string) => (body += text));
      incoming.on("end", () => resolve(body));
    });
    outgoing.on("error", reject).end();
  });
}
