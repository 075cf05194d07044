import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { bin, firstLine, outcome, type ReadyLine, repositoryFolder, run } from "./emulator-process";
import { call } from "./raw-client";

const withoutServers = ["--port", "0", "--servers", "0"];
const started: ChildProcess[] = [];
async function start(args: readonly string[], environment?: Record<string, string>): Promise<ReadyLine> {
  const child = run(process.execPath, [bin, ...args], environment);
  started.push(child);
  return JSON.parse(await firstLine(child)) as ReadyLine;
}
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
afterEach(async () => {
  for (const child of started.splice(0)) {
    child.kill("SIGTERM");
    await once(child, "exit");
  }
});

test("one line of JSON says that it is ready and all that a client needs", async () => {
  const regions = ["eu-frankfurt", "ap-mumbai"];
  const ready = await start([...withoutServers, "--instances", "2", ...regions.flatMap((name) => ["--region", name])]);
  const endpoint = expect.stringMatching(/^http:\/\/127/) as string;
  expect(ready).toMatchObject({ region: "eu-frankfurt", regions, endpoint });
  expect(ready.instances.map(({ id }) => id)).toEqual([
    ...["postgres-emu00001", "postgres-emu00002", "postgres-emu00003", "postgres-emu00004"],
    ...["pgro-emu00001", "pgro-emu00002"],
  ]);
  expect(await call(ready, "DescribeDBInstances")).toMatchObject({ TotalCount: 3 });
});

test("keys are others at each start, unless the environment gives them", async () => {
  const keys = { TENCENTCLOUD_EMULATOR_SECRET_ID: "my-id", TENCENTCLOUD_EMULATOR_SECRET_KEY: "my-key" };
  const [first, second] = [await start(withoutServers), await start(withoutServers)];
  const given = await start(withoutServers, keys);
  expect(first.secretId).not.toBe(second.secretId);
  expect(first.secretKey).not.toBe(second.secretKey);
  expect(given).toMatchObject({ secretId: "my-id", secretKey: "my-key" });
});

test("the environment names the port where --port does not, for the emulator and the examples alike", async () => {
  const port = await freePort();
  const withPort = { TENCENTCLOUD_EMULATOR_PORT: String(port) };
  const { endpoint } = await start(["--servers", "0"], withPort);
  expect(endpoint).toBe(`http://127.0.0.1:${port}`);
  expect((await start(withoutServers, withPort)).endpoint).not.toBe(endpoint);

  const taken = await outcome(["--servers", "0"], withPort);
  expect(taken).toMatchObject({ code: 1, stdout: "" });
  expect(taken.stderr).toBe(
    `Port ${port} at 127.0.0.1 is taken. Name another one with --port or in TENCENTCLOUD_EMULATOR_PORT; --port 0 takes a free one.\n`,
  );
});

test("a program gets the line of JSON and no other word; a person at a terminal also where to look and how to stop it", async () => {
  const child = run(process.execPath, [bin, ...withoutServers]);
  await firstLine(child);
  child.kill("SIGTERM");
  expect(await text(child.stderr as NodeJS.ReadableStream)).toBe("");

  if (process.platform !== "linux") return;
  // `script` gives the command a terminal, which both streams then are.
  const onTerminal = run("script", ["-qec", [process.execPath, bin, ...withoutServers].join(" "), "/dev/null"]);
  const lines = createInterface({ input: onTerminal.stdout as NodeJS.ReadableStream })[Symbol.asyncIterator]();
  const { endpoint } = JSON.parse(String((await lines.next()).value)) as ReadyLine;
  expect((await lines.next()).value).toBe(
    `Watch and change the databases at ${endpoint}. Press Ctrl-C to stop the emulator.`,
  );
  onTerminal.kill("SIGTERM");
  await once(onTerminal, "exit");
});

test("a signal that comes while it is starting ends it as well", async () => {
  const child = run(process.execPath, [bin, "--port", "0", "--servers", "1"]);
  await once(child, "spawn");
  child.kill("SIGTERM");
  const [code, signal] = (await once(child, "exit")) as [number | null, string | null];
  expect(code === 0 || signal === "SIGTERM").toBe(true);
});

test.each([
  [["--port", "many"], /--port must be a number/],
  [["--port", "70000"], /`port` must be a whole number from 0 to 65535/],
  [["--port", "0", "--instances", "1", "--servers", "2"], /`servers` must be a whole number from 0 to 1/],
  [["--port", "0", "--task-seconds=-1"], /`taskSeconds` must be 0 or more/],
  [["--colour", "red"], /--colour/],
])("%j ends it with a sentence about the option", async (args, says) => {
  const { code, stderr } = await outcome(args);
  expect(code).toBe(1);
  expect(stderr).toMatch(says);
});

test("--version tells the version of the package", async () => {
  const manifest = readFileSync(join(repositoryFolder, "emulator", "package.json"), "utf8");
  expect((await outcome(["--version"])).stdout).toBe(`${(JSON.parse(manifest) as { version: string }).version}\n`);
});
