import { connect } from "node:net";
import { startEmulator } from "../../../emulator/src";
import { codeOf, responseOf, send, signedRequest } from "../raw-client";
import { eventually, useEmulator } from "../use-emulator";

const replies: [string, string][] = [];
const emulator = useEmulator({ onReply: (action, body) => replies.push([action, body]) });

let logged: jest.SpyInstance;
beforeEach(() => {
  logged = jest.spyOn(console, "error").mockImplementation(() => undefined);
});
afterEach(() => logged.mockRestore());

test("onReply gets every reply as it is sent, except those that a fault spoils", async () => {
  replies.length = 0;
  const { body } = await send(emulator().endpoint, signedRequest(emulator(), "DescribeTasks"));
  emulator().control.addFault({ action: "DescribeTasks", fault: { body: "nonsense" } });
  await send(emulator().endpoint, signedRequest(emulator(), "DescribeTasks"));
  const failed = await emulator.call("DescribeDBInstanceSSLConfig");
  expect(replies).toEqual([
    ["DescribeTasks", body],
    ["DescribeDBInstanceSSLConfig", JSON.stringify({ Response: failed })],
  ]);
});

test("an unexpected failure gets InternalError and is logged", async () => {
  const onReply = () => {
    throw new Error("a slip of the test");
  };
  const broken = await startEmulator({ servers: 0, onReply });
  try {
    const reply = await send(broken.endpoint, signedRequest(broken, "DescribeTasks"));
    expect(codeOf(responseOf(reply))).toBe("InternalError");
    expect(logged.mock.calls.flat().map(String).join()).toContain("a slip of the test");
  } finally {
    await broken.close();
  }
});

test("a client that goes away in the middle of its request is no failure", async () => {
  const { hostname, port } = new URL(emulator().endpoint);
  const socket = connect(Number(port), hostname);
  socket.write("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n{");
  await eventually(() => socket.bytesWritten > 0);
  await new Promise<void>((resolve) => socket.end(resolve));
  expect(await emulator.codeOf("DescribeTasks")).toBeUndefined();
  expect(logged).not.toHaveBeenCalled();
});
