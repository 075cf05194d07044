import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { Engine } from "../../../provider/plugin/engine";
import { eventually } from "../../emulator/use-emulator";

test("an engine that cannot answer is there as long as it listens; its end is noticed, once", async () => {
  let requests = 0;
  const server = createServer((socket) => socket.destroy(void (requests += 1)));
  await once(server.listen(0, "127.0.0.1"), "listening");
  // A proxy of the environment is not asked for an address of this machine.
  jest.replaceProperty(process, "env", { http_proxy: "http://127.0.0.1:9" });
  const engine = new Engine(`127.0.0.1:${(server.address() as AddressInfo).port}`);
  const onGone = jest.fn();
  engine.watch(onGone);
  try {
    await eventually(() => requests >= 2);
    expect(onGone).not.toHaveBeenCalled();
    server.close();
    await eventually(() => onGone.mock.calls.length === 1);
  } finally {
    server.close();
    engine.client.close();
  }
});
