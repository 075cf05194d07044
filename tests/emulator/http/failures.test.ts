import { connect } from "node:net";
import { startEmulator } from "../../../emulator/src";
import { call, codeOf, responseOf, send, signedRequest } from "../raw-client";
import { eventually, useEmulator } from "../use-emulator";

const emulator = useEmulator();
const nested = (depth: number) => `{"TaskId":${"[".repeat(depth)}${"]".repeat(depth)}}`;

test.each([
  ["an object that cannot be made a number", '{"TaskId":{"toString":1,"valueOf":1}}'],
  ["a list 50,000 levels deep", nested(50_000)],
  ["brackets that never close", "[".repeat(50_000)],
])("an unsigned call with %s is answered in the API's form", async (_, body) => {
  const request = { ...signedRequest(emulator(), "DescribeTasks"), body };
  const { authorization: _signature, ...headers } = request.headers;
  expect(codeOf(responseOf(await send(emulator().endpoint, { ...request, headers })))).toBe("MissingParameter");
});

test("a signed call with them is told what is wrong with it", async () => {
  const parameters = JSON.parse(nested(1000)) as object;
  expect(codeOf(await call(emulator(), "DescribeTasks", parameters))).toBe("InvalidParameter");
});

test("whatever fails unforeseen is answered with InternalError and told in the log", async () => {
  const broken = await startEmulator({
    servers: 0,
    onReply: () => {
      throw new Error("a slip of the test");
    },
  });
  const logged = jest.spyOn(console, "error").mockImplementation(() => undefined);
  try {
    expect(codeOf(await call(broken, "DescribeTasks"))).toBe("InternalError");
    expect(logged.mock.calls.flat().map(String).join()).toContain("a slip of the test");
  } finally {
    logged.mockRestore();
    await broken.close();
  }
});

test("a client that goes away in the middle of its request is no failure", async () => {
  const logged = jest.spyOn(console, "error").mockImplementation(() => undefined);
  const { hostname, port } = new URL(emulator().endpoint);
  const socket = connect(Number(port), hostname);
  socket.write("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n{");
  await eventually(() => socket.bytesWritten > 0);
  await new Promise<void>((resolve) => socket.end(resolve));
  expect(codeOf(await call(emulator(), "DescribeTasks"))).toBeUndefined();
  expect(logged).not.toHaveBeenCalled();
  logged.mockRestore();
});
