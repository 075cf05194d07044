import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { call, type Caller } from "./raw-client";

const manifest = JSON.parse(readFileSync(join(__dirname, "..", "..", "emulator", "package.json"), "utf8")) as {
  version: string;
};
const bin = join(__dirname, "..", "..", "emulator", "bin", "tencentdb-postgres-emulator.js");

interface ReadyLine extends Caller {
  readonly instances: readonly { readonly id: string; readonly addresses: readonly string[] }[];
}

test("one line of JSON says that it is ready and all that a client needs", async () => {
  const { child, ready } = await start([
    "--port",
    "0",
    "--instances",
    "2",
    "--servers",
    "0",
    "--region",
    "eu-frankfurt",
    "--region",
    "ap-mumbai",
  ]);
  try {
    expect(ready).toMatchObject({
      region: "eu-frankfurt",
      regions: ["eu-frankfurt", "ap-mumbai"],
      endpoint: expect.stringMatching(/^http:\/\/127/) as string,
    });
    expect(ready.instances.map(({ id }) => id)).toEqual([
      ...["postgres-emu00001", "postgres-emu00002", "postgres-emu00003", "postgres-emu00004"],
      ...["pgro-emu00001", "pgro-emu00002"],
    ]);
    expect(await call(ready, "DescribeDBInstances")).toMatchObject({ TotalCount: 3 });
  } finally {
    await stop(child);
  }
});

test("keys are others at each start, unless the environment gives them", async () => {
  const first = await start(["--port", "0", "--servers", "0"]);
  const second = await start(["--port", "0", "--servers", "0"]);
  const given = await start(["--port", "0", "--servers", "0"], {
    TENCENTCLOUD_EMULATOR_SECRET_ID: "my-id",
    TENCENTCLOUD_EMULATOR_SECRET_KEY: "my-key",
  });
  await Promise.all([first, second, given].map(({ child }) => stop(child)));

  expect(first.ready.secretId).not.toBe(second.ready.secretId);
  expect(first.ready.secretKey).not.toBe(second.ready.secretKey);
  expect(given.ready).toMatchObject({ secretId: "my-id", secretKey: "my-key" });
});

test("SIGTERM ends it and every PostgreSQL that it started", async () => {
  const { child, ready } = await start(["--port", "0", "--instances", "2", "--servers", "2"]);
  const details = await Promise.all(
    ready.instances.slice(0, 2).map(async ({ id }) => {
      const reply = await fetch(`${ready.endpoint}/_emulator/instances/${id}`);
      return (await reply.json()) as { server: { host: string; port: number } };
    }),
  );
  expect(await Promise.all(details.map(({ server }) => isListening(server.host, server.port)))).toEqual([true, true]);

  expect(await stop(child)).toBe(0);
  expect(await Promise.all(details.map(({ server }) => isListening(server.host, server.port)))).toEqual([false, false]);
});

test("a signal that comes while it is starting ends it as well", async () => {
  const child = run(["--port", "0", "--servers", "1"]);
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
  [["--port", "0", "--region", "mars"], /`region` must be written like ap-guangzhou, not mars/],
  [["--colour", "red"], /--colour/],
])("%j ends it with a sentence about the option", async (args, says) => {
  const child = run(args);
  let text = "";
  child.stderr?.on("data", (chunk: Buffer) => (text += chunk.toString()));
  const [code] = (await once(child, "close")) as [number];
  expect(code).toBe(1);
  expect(text).toMatch(says);
});

test("--version tells the version of the package", async () => {
  const child = run(["--version"]);
  let text = "";
  child.stdout?.on("data", (chunk: Buffer) => (text += chunk.toString()));
  await once(child, "close");
  expect(text).toBe(`${manifest.version}\n`);
});

test("--help names every option", async () => {
  const child = run(["--help"]);
  let text = "";
  child.stdout?.on("data", (chunk: Buffer) => (text += chunk.toString()));
  await once(child, "close");
  for (const option of ["port", "host", "instances", "servers", "task-seconds", "rate", "region", "allow-host"]) {
    expect(text).toContain(`--${option} `);
  }
});

function run(args: readonly string[], environment: Record<string, string> = {}): ChildProcess {
  return spawn(process.execPath, [bin, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...environment },
  });
}

async function start(args: readonly string[], environment?: Record<string, string>) {
  const child = run(args, environment);
  child.stderr?.pipe(process.stderr);
  if (!child.stdout) throw new Error("The emulator has no output.");
  const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  return { child, ready: JSON.parse(line) as ReadyLine };
}

async function stop(child: ChildProcess): Promise<number> {
  child.kill("SIGTERM");
  const [code] = (await once(child, "exit")) as [number];
  return code;
}

function isListening(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, host, () => resolve(true)).on("error", () => resolve(false));
    socket.on("connect", () => socket.destroy());
  });
}
