import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ServerView } from "../../emulator/src";
import { bin, firstLine, isListening, type ReadyLine, run } from "./emulator-process";
import { query } from "./postgres/connections";
import { openFolder } from "./postgres/open-folder";
import { eventually } from "./use-emulator";

/** The temporary folder of every program below, so that nobody else's emulators play a part. */
const TMPDIR = openFolder();
const options = ["--port", "0", "--instances", "1", "--servers", "1"];

test.each(["SIGTERM", "SIGHUP"] as const)("%s ends it, its database and its data", async (signal) => {
  const { child, left } = await start(process.execPath, [bin, ...options]);
  child.kill(signal);
  expect(await once(child, "exit")).toEqual([0, null]);
  expect(await left()).toEqual([]);
});

test.each(["SIGTERM", "SIGKILL"] as const)("%s to the npx that runs it ends all of it", async (signal) => {
  const { child, left } = await start("npx", ["--no", "--", "tencentdb-postgres-emulator", ...options]);
  child.kill(signal);
  await eventually(async () => (await left()).length === 0);
});

test("it ends with the program that started it, however that ended", async () => {
  const { child, left } = await start(process.execPath, ["-e", starter([])]);
  child.kill("SIGKILL");
  await eventually(async () => (await left()).length === 0);
});

test("with --keep-running it outlives that program and hang-ups, until it is ended itself", async () => {
  const { child, left } = await start(process.execPath, ["-e", starter(["--keep-running"])]);
  const pid = Number(await firstLine(child, "stderr"));
  child.kill("SIGKILL");
  await once(child, "exit");
  process.kill(pid, "SIGHUP");
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(await left()).toEqual(["endpoint", "database", "folder"]);
  process.kill(pid, "SIGTERM");
  await eventually(async () => (await left()).length === 0);
});

test("what SIGKILL leaves behind is cleared up by the next start, also a server that hears no signal; the living stay", async () => {
  const living = await start(process.execPath, [bin, ...options]);
  const killed = await start(process.execPath, [bin, ...options]);
  killed.child.kill("SIGKILL");
  await once(killed.child, "exit");
  expect(await killed.left()).toEqual(["database", "folder"]);
  const [pid = ""] = readFileSync(join(killed.folder, "server-1", "postmaster.pid"), "utf8").split("\n");
  process.kill(Number(pid), "SIGSTOP");
  await start(process.execPath, [bin, "--port", "0", "--servers", "0"]);
  expect(await killed.left()).toEqual([]);
  expect(await living.left()).toHaveLength(3);
});

test("a program that crashes takes its database with it, and the next start removes its data", async () => {
  const program = `
    require("tencentdb-postgres-emulator").startEmulator({ instances: 1, servers: 1 }).then(({ endpoint }) => {
      console.log(JSON.stringify({ endpoint }));
      process.once("SIGUSR2", () => { throw new Error("crashed, as it was told to"); });
    });`;
  const { child, left } = await start(process.execPath, ["-e", program]);
  child.kill("SIGUSR2");
  expect(await once(child, "exit")).toEqual([1, null]);
  await eventually(async () => (await left()).join() === "folder");
  await start(process.execPath, [bin, "--port", "0", "--servers", "0"]);
  expect(await left()).toEqual([]);
});

const children: ChildProcess[] = [];
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.kill("SIGTERM")) await once(child, "exit");
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

/** Starts an emulator; `left` answers what is still there of it: what listens, by its name, and the folder of its data. */
async function start(program: string, args: readonly string[]) {
  const child = run(program, args, { TMPDIR });
  children.push(child);
  const { endpoint } = JSON.parse(await firstLine(child)) as ReadyLine;
  const { hostname, port } = new URL(endpoint);
  const listening = new Map([["endpoint", { host: hostname, port: Number(port) }]]);
  let folder = "";
  const reply = await fetch(`${endpoint}/_emulator/instances/postgres-emu00001`);
  const { server } = (await reply.json()) as { server: ServerView | null };
  if (server) {
    listening.set("database", server);
    const [row] = await query<{ data_directory: string }>(server, "SHOW data_directory");
    folder = dirname(row?.data_directory ?? "");
  }
  const left = async () => {
    const names: string[] = [];
    for (const [name, address] of listening) if (await isListening(address)) names.push(name);
    return existsSync(folder) ? [...names, "folder"] : names;
  };
  return { child, folder, left };
}
