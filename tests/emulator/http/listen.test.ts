import { request } from "node:https";
import { connect } from "node:net";
import { startEmulator } from "../../../emulator/src";
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
    Buffer.from([0]),
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
  await expect(startEmulator({ port, servers: 0 })).rejects.toThrow(/EADDRINUSE/);
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
