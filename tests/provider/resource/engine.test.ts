import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { assertEngineIsThere, watchEngine } from "../../../provider/resource/engine";
import { eventually } from "../../emulator/use-emulator";

const engine = createServer((socket) => socket.destroy());
let address: string;
beforeEach(async () => {
  await once(engine.listen(0, "127.0.0.1"), "listening");
  address = `127.0.0.1:${(engine.address() as AddressInfo).port}`;
});
afterEach(() => void engine.close());

test("a change goes on while the CLI that asked for it is running", async () => {
  await expect(assertEngineIsThere(address)).resolves.toBeUndefined();
});

test("a provider that a killed CLI left behind starts no change", async () => {
  await once(engine.close(), "close");

  await expect(assertEngineIsThere(address)).rejects.toThrow(
    "the Pulumi CLI that started this run is gone, so the change was not started",
  );
});

test.each([
  ["is missing", ""],
  ["only ends like an engine's address", "x%"],
  ["only begins like an engine's address", "%x"],
])("where the argument %s, nothing stands in the way", async (_, argument) => {
  await once(engine.close(), "close");

  await expect(assertEngineIsThere(argument.replace("%", address))).resolves.toBeUndefined();
});

test("an engine that cannot answer is there as long as it listens; its end is noticed, once", async () => {
  let requests = 0;
  engine.on("connection", () => (requests += 1));
  const onGone = jest.fn();
  watchEngine(address, onGone);
  await eventually(() => requests >= 2);
  expect(onGone).not.toHaveBeenCalled();
  engine.close();
  await eventually(() => onGone.mock.calls.length === 1);
});
