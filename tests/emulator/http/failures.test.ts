import { connect } from "node:net";
import { startEmulator } from "../../../emulator/src";
import { codeOf, responseOf, send, signedRequest } from "../raw-client";
import { eventually, useEmulator } from "../use-emulator";

const replies: [string, string][] = [];
const emulator = useEmulator({ onReply: (action, body) => replies.push([action, body]) });
const nested = (depth: number) => `{"TaskId":${"[".repeat(depth)}${"]".repeat(depth)}}`;

let logged: jest.SpyInstance;
beforeEach(() => {
  logged = jest.spyOn(console, "error").mockImplementation(() => undefined);
});
afterEach(() => logged.mockRestore());

test.each([
  ["an object that cannot be made a number", '{"TaskId":{"toString":1,"valueOf":1}}'],
  ["a list 50,000 levels deep", nested(50_000)],
  ["brackets that never close", "[".repeat(50_000)],
])("an unsigned call with %s is answered in the API's form", async (_, body) => {
  const request = { ...signedRequest(emulator(), "DescribeTasks"), body };
  const { authorization: _signature, ...headers } = request.headers;
  expect(codeOf(responseOf(await send(emulator().endpoint, { ...request, headers })))).toBe("MissingParameter");
});

test("a signed call with such a list gets an error that says what is wrong", async () => {
  expect(await emulator.codeOf("DescribeTasks", JSON.parse(nested(1000)) as object)).toBe("InvalidParameter");
});

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
