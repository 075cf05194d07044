import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { dirname } from "node:path";
import type { ServerView } from "../../emulator/src";
import { bin, firstLine, isListening, type ReadyLine, run } from "./emulator-process";
import { query } from "./postgres/connections";
import { eventually } from "./use-emulator";

const options = ["--port", "0", "--instances", "2", "--servers", "2"];

/** What an emulator must not leave behind: what listens, by its name, and the folder of its data. */
interface Traces {
  readonly listening: Readonly<Record<string, { readonly host: string; readonly port: number }>>;
  readonly folder: string;
}

test.each(["SIGTERM", "SIGHUP"] as const)("%s ends it, its databases and their data", async (signal) => {
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
  const pid = Number(await firstLine(child, "stderr"));
  child.kill("SIGKILL");
  await once(child, "exit");
  process.kill(pid, "SIGHUP");
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(await left(traces)).toEqual(["endpoint", "postgres-emu00001", "postgres-emu00002", "folder"]);
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
  const child = run(program, args);
  children.push(child);
  const { endpoint } = JSON.parse(await firstLine(child)) as ReadyLine;
  const { hostname, port } = new URL(endpoint);
  const listening: Record<string, { host: string; port: number }> = {
    endpoint: { host: hostname, port: Number(port) },
  };
  let folder = "";
  for (const id of ["postgres-emu00001", "postgres-emu00002"]) {
    const reply = await fetch(`${endpoint}/_emulator/instances/${id}`);
    const { server } = (await reply.json()) as { server: ServerView };
    const [row] = await query<{ data_directory: string }>(server, "SHOW data_directory");
    listening[id] = { host: server.host, port: server.port };
    folder = dirname(row?.data_directory ?? "");
  }
  return { child, traces: { listening, folder } };
}

/** The names of what is still there. */
async function left({ listening, folder }: Traces): Promise<string[]> {
  const names: string[] = [];
  for (const [name, address] of Object.entries(listening)) if (await isListening(address)) names.push(name);
  return existsSync(folder) ? [...names, "folder"] : names;
}
