import { send } from "../raw-client";
import { useEmulator } from "../use-emulator";

const emulator = useEmulator({ allowedHosts: ["emulator.test"] });
const at = (name: string) => `${name}:${new URL(emulator().endpoint).port}`;
const get = (path: string, headers: Record<string, string>, method = "GET") =>
  send(emulator().endpoint, { method, path, headers: { host: at("127.0.0.1"), ...headers }, body: "" });

test.each(["/", "/_emulator/calls", "/ca/ca.pem"])("a page of another origin learns nothing at %s", async (path) => {
  const origins = ["https://evil.example", "null", "http://127.0.0.1:1"].map((origin) => ({ origin }));
  for (const headers of [...origins, { "sec-fetch-site": "cross-site" }, { "sec-fetch-site": "same-site" }]) {
    const reply = await get(path, headers);
    expect(reply.status).toBe(403);
    expect(reply.headers).not.toHaveProperty("access-control-allow-origin");
  }
});

test("a page whose name was made to lead here learns nothing", async () => {
  const rebound = { host: at("evil.example") };
  expect((await get("/_emulator/calls", rebound)).status).toBe(403);
  expect((await get("/", { ...rebound, origin: `http://${at("evil.example")}` })).status).toBe(403);
});

test.each(["localhost", "emu.localhost", "[::1]", "192.0.2.1", "emulator.test", "EMULATOR.test"])(
  "the emulator may be reached as %s",
  async (name) => expect((await get("/_emulator/calls", { host: at(name) })).status).toBe(200),
);

test("a preflight is refused, so that no page can send signed requests either", async () => {
  const headers = { origin: "https://evil.example", "access-control-request-method": "POST" };
  expect((await get("/", headers, "OPTIONS")).status).toBe(403);
});
