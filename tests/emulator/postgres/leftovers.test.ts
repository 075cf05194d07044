import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { clearLeftovers } from "../../../emulator/src/postgres/run-directory";
import { type Login, query } from "./connections";
import { temporaryFolder } from "./temporary-folder";

/** The temporary folder of every program below, so that nobody else's emulators play a part. */
const TMPDIR = temporaryFolder();
const programs: ChildProcess[] = [];

afterEach(async () => {
  for (const program of programs.splice(0)) {
    if (program.exitCode !== null || program.signalCode !== null) continue;
    program.kill("SIGTERM");
    await once(program, "exit");
  }
});

interface Program {
  process: ChildProcess;
  servers: Login[];
}

/** Starts a program of its own that runs this many servers. */
async function runServers(count: number): Promise<Program> {
  const script = join(__dirname, "run-servers.ts");
  const program = spawn(process.execPath, ["--require", "tsx/cjs", script, String(count)], {
    env: { ...process.env, TMPDIR },
    stdio: ["pipe", "pipe", "ignore"],
  });
  programs.push(program);
  const [line] = (await once(createInterface(program.stdout), "line")) as [string];
  return { process: program, servers: JSON.parse(line) as Login[] };
}

async function end({ process: program }: Program, how: NodeJS.Signals | "crash"): Promise<void> {
  const ended = once(program, "exit");
  if (how === "crash") program.stdin?.write("now\n");
  else program.kill(how);
  await ended;
}

const home = () => {
  const [name] = readdirSync(TMPDIR);
  return join(TMPDIR, name ?? "");
};
const runFolders = () => readdirSync(home()).filter((name) => name !== "cache");
const isUp = (server: Login) =>
  query(server, "SELECT 1").then(
    () => true,
    () => false,
  );
const areUp = ({ servers }: Program) => Promise.all(servers.map(isUp));

/** Waits until the servers are gone: whoever ended them without waiting gave them some milliseconds to live. */
async function areGone(program: Program): Promise<void> {
  while ((await areUp(program)).includes(true)) await new Promise((resolve) => setTimeout(resolve, 20));
}

test("a program that is asked to stop leaves no server and no data behind", async () => {
  const program = await runServers(2);
  expect(await areUp(program)).toEqual([true, true]);
  await end(program, "SIGTERM");
  expect(await areUp(program)).toEqual([false, false]);
  expect(runFolders()).toEqual([]);
});

test("a program that crashes takes its servers with it, and the next start removes their data", async () => {
  const crashed = await runServers(2);
  await end(crashed, "crash");
  await areGone(crashed);
  const next = await runServers(1);
  expect(runFolders()).toHaveLength(1);
  expect(await areUp(next)).toEqual([true]);
});

test("what a killed program left behind is cleared up by the next start, and living ones are left alone", async () => {
  const living = await runServers(1);
  const killed = await runServers(2);
  await end(killed, "SIGKILL");
  expect(await areUp(killed)).toEqual([true, true]);
  expect(runFolders()).toHaveLength(2);

  const next = await runServers(1);
  expect(await areUp(killed)).toEqual([false, false]);
  expect(runFolders()).toHaveLength(2);
  expect(await areUp(living)).toEqual([true]);
  expect(await areUp(next)).toEqual([true]);
});

test("a start without servers clears up as well", async () => {
  const killed = await runServers(1);
  await end(killed, "SIGKILL");
  await runServers(0);
  expect(await areUp(killed)).toEqual([false]);
});

test("a leftover server that does not listen to signals is ended by force", async () => {
  const killed = await runServers(1);
  await end(killed, "SIGKILL");
  const [folder] = runFolders();
  const [pid] = readFileSync(join(home(), folder ?? "", "server-1", "postmaster.pid"), "utf8").split("\n");
  process.kill(Number(pid), "SIGSTOP");
  await runServers(0);
  expect(runFolders()).toEqual([]);
  expect(await areUp(killed)).toEqual([false]);
});

test("a process that was given a dead server's id is left alone", async () => {
  const folder = temporaryFolder();
  const innocent = spawn("sleep", ["60"]);
  programs.push(innocent);
  const data = join(folder, "run-0badcafe", "server-1");
  mkdirSync(data, { recursive: true });
  writeFileSync(join(data, "postmaster.pid"), `${innocent.pid ?? 0}\n${data}\n`);
  await clearLeftovers(folder);
  expect(readdirSync(folder)).toEqual([]);
  expect(innocent.signalCode).toBeNull();
  expect(process.kill(innocent.pid ?? 0, 0)).toBe(true);
});
