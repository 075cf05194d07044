import { createServer } from "node:net";
import { assertEngineIsThere } from "../../../provider/resource/engine";

async function listen(): Promise<{ port: number; close: () => Promise<void> }> {
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return { port, close: () => new Promise((resolve) => void server.close(() => resolve())) };
}

test("a change goes on while the CLI that asked for it is running", async () => {
  const engine = await listen();
  await expect(assertEngineIsThere(["node", "provider", `127.0.0.1:${engine.port}`])).resolves.toBeUndefined();
  await engine.close();
});

test("a provider that a killed CLI left behind starts no change", async () => {
  const engine = await listen();
  await engine.close();
  const left = assertEngineIsThere(["node", "provider", `127.0.0.1:${engine.port}`]);
  await expect(left).rejects.toThrow("the Pulumi CLI that started this run is gone, so the change was not started");
});

test.each(["x%", "%x"])(
  "an argument that only looks like an engine's address (%s) stands in nobody's way",
  async (text) => {
    const engine = await listen();
    await engine.close();
    const argument = text.replace("%", `127.0.0.1:${engine.port}`);
    await expect(assertEngineIsThere(["node", "provider", argument])).resolves.toBeUndefined();
  },
);

test.each([[["node", "provider"]], [["node", "provider", "--help"]], [["node", "provider", "10.0.0.1:80"]]])(
  "where no engine's address is known (%j), nothing stands in the way",
  async (argv) => {
    await expect(assertEngineIsThere(argv)).resolves.toBeUndefined();
  },
);
