import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { bin, firstLine, outcome, type ReadyLine, repositoryFolder, run } from "./emulator-process";
import { call } from "./raw-client";

const withoutServers = ["--port", "0", "--servers", "0"];
const started: ChildProcess[] = [];
async function start(args: readonly string[], environment?: Record<string, string>): Promise<ReadyLine> {
  const child = run(process.execPath, [bin, ...args], environment);
  started.push(child);
  return JSON.parse(await firstLine(child)) as ReadyLine;
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
