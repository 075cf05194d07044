import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { connect } from "node:net";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { Client } from "pg";
import type { ServerView } from "../../emulator/src";
import { eventually } from "./use-emulator";

const root = join(__dirname, "..", "..");
const bin = join(root, "emulator", "bin", "tencentdb-postgres-emulator.js");
const options = ["--port", "0", "--instances", "1", "--servers", "1"];

/** What an emulator must not leave behind. */
interface Traces {
  readonly endpoint: { readonly host: string; readonly port: number };
  readonly database: { readonly host: string; readonly port: number };
  readonly folder: string;
}

test.each(["SIGTERM", "SIGHUP"] as const)("%s ends it, its database and its data", async (signal) => {
  const { child, traces } = await start(process.execPath, [bin, ...options]);
  child.kill(signal);
  expect(await once(child, "exit")).toEqual([0, null]);
  expect(await left(traces)).toEqual([]);
});

test.each(["SIGTERM", "SIGKILL"] as const)("%s to the npx that runs it ends all of it", async (signal) => {
  const { child, traces } = await start("npx", ["--no", "--", "tencentdb-postgres-emulator", ...options]);
  child.kill(signal);
  await eventually(async () => (await left(traces)).length === 0);
});

test("it ends with the program that started it, however that ended", async () => {
  const { child, traces } = await start(process.execPath, ["-e", starter([])]);
  child.kill("SIGKILL");
  await eventually(async () => (await left(traces)).length === 0);
});

test("with --keep-running it outlives that program and hang-ups, until it is ended itself", async () => {
  const { child, traces } = await start(process.execPath, ["-e", starter(["--keep-running"])]);
  const pid = Number(await started(child, "stderr"));
  child.kill("SIGKILL");
  await once(child, "exit");
  process.kill(pid, "SIGHUP");
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(await left(traces)).toEqual(["endpoint", "database", "folder"]);
  process.kill(pid, "SIGTERM");
  await eventually(async () => (await left(traces)).length === 0);
});

test("what SIGKILL leaves behind is cleared up by the next start", async () => {
  const killed = await start(process.execPath, [bin, ...options]);
  killed.child.kill("SIGKILL");
  await once(killed.child, "exit");
  const next = await start(process.execPath, [bin, ...options]);
  expect(await left(killed.traces)).toEqual([]);
  next.child.kill("SIGTERM");
  await once(next.child, "exit");
});

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) {
    child.kill("SIGKILL");
    child.stdout?.destroy();
    child.stderr?.destroy();
  }
});

/** A program that starts an emulator, tells its process id and does nothing else. */
function starter(more: readonly string[]): string {
  return `
    const { spawn } = require("node:child_process");
    const child = spawn(process.execPath, ${JSON.stringify([bin, ...options, ...more])}, { stdio: "inherit" });
    console.error(child.pid);
    setInterval(() => undefined, 1000);`;
}

async function start(program: string, args: readonly string[]): Promise<{ child: ChildProcess; traces: Traces }> {
  const child = spawn(program, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  children.push(child);
  const ready = JSON.parse(await started(child, "stdout")) as { endpoint: string; instances: { id: string }[] };
  return { child, traces: await tracesOf(ready.endpoint) };
}

async function started(child: ChildProcess, from: "stdout" | "stderr"): Promise<string> {
  const [line] = (await once(createInterface({ input: child[from] as NodeJS.ReadableStream }), "line")) as [string];
  return line;
}

async function tracesOf(endpoint: string): Promise<Traces> {
  const { hostname, port } = new URL(endpoint);
  const reply = await fetch(`${endpoint}/_emulator/instances/postgres-emu00001`);
  const { server } = (await reply.json()) as { server: ServerView };
  const client = new Client({ ...server });
  await client.connect();
  const { rows } = await client.query<{ data_directory: string }>("SHOW data_directory");
  await client.end();
  return {
    endpoint: { host: hostname, port: Number(port) },
    database: { host: server.host, port: server.port },
    folder: dirname(rows[0]?.data_directory ?? ""),
  };
}

/** What is still there. */
async function left({ endpoint, database, folder }: Traces): Promise<string[]> {
  const [isAnswering, isDatabaseRunning] = [await isListening(endpoint), await isListening(database)];
  return [
    ...(isAnswering ? ["endpoint"] : []),
    ...(isDatabaseRunning ? ["database"] : []),
    ...(existsSync(folder) ? ["folder"] : []),
  ];
}

function isListening({ host, port }: Traces["endpoint"]): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, host, () => resolve(true)).on("error", () => resolve(false));
    socket.on("connect", () => socket.destroy());
  });
}
