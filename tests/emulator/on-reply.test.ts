import { call, send, signedRequest } from "./raw-client";
import { useEmulator } from "./use-emulator";

const replies: [string, string][] = [];
const emulator = useEmulator({ onReply: (action, body) => replies.push([action, body]) });

test("whoever starts the emulator sees every reply as it is sent, but none that was spoilt on purpose", async () => {
  const { body } = await send(emulator().endpoint, signedRequest(emulator(), "DescribeTasks"));
  emulator().control.addFault({ action: "DescribeTasks", fault: { body: "nonsense" } });
  await send(emulator().endpoint, signedRequest(emulator(), "DescribeTasks"));
  const failed = await call(emulator(), "DescribeDBInstanceSSLConfig");

  expect(replies.map(([action]) => action)).toEqual(["DescribeTasks", "DescribeDBInstanceSSLConfig"]);
  expect(replies[0]?.[1]).toBe(body);
  expect(JSON.parse(replies[1]?.[1] ?? "")).toEqual({ Response: failed });
});
