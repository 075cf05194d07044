import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { clearLeftovers } from "../../../emulator/src/postgres/run-directory";
import { firstLine, isListening } from "../emulator-process";
import { eventually } from "../use-emulator";
import type { Login } from "./connections";
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

/** Starts a program of its own that runs this many servers. */
async function runServers(count: number) {
  const script = join(__dirname, "run-servers.ts");
  const program = spawn(process.execPath, ["--require", "tsx/cjs", script, String(count)], {
    env: { ...process.env, TMPDIR },
    stdio: ["pipe", "pipe", "ignore"],
  });
  programs.push(program);
  const servers = JSON.parse(await firstLine(program)) as Login[];
  return {
    areUp: () => Promise.all(servers.map(isListening)),
    end: async (how: NodeJS.Signals | "crash") => {
      const ended = once(program, "exit");
      if (how === "crash") program.stdin.write("now\n");
      else program.kill(how);
      await ended;
    },
  };
}

const home = () => join(TMPDIR, readdirSync(TMPDIR)[0] ?? "");
const runFolders = () => readdirSync(home()).filter((name) => name !== "cache");

test("a program that is asked to stop leaves no server and no data behind", async () => {
  const program = await runServers(2);
  expect(await program.areUp()).toEqual([true, true]);
  await program.end("SIGTERM");
  expect(await program.areUp()).toEqual([false, false]);
  expect(runFolders()).toEqual([]);
});

test("a program that crashes takes its servers with it, and the next start removes their data", async () => {
  const crashed = await runServers(2);
  await crashed.end("crash");
  await eventually(async () => !(await crashed.areUp()).includes(true));
  const next = await runServers(1);
  expect(runFolders()).toHaveLength(1);
  expect(await next.areUp()).toEqual([true]);
});

test("what a killed program left behind is cleared up by the next start, and living ones are left alone", async () => {
  const living = await runServers(1);
  const killed = await runServers(2);
  await killed.end("SIGKILL");
  expect(await killed.areUp()).toEqual([true, true]);
  expect(runFolders()).toHaveLength(2);

  const next = await runServers(1);
  expect(await killed.areUp()).toEqual([false, false]);
  expect(runFolders()).toHaveLength(2);
  expect([await living.areUp(), await next.areUp()]).toEqual([[true], [true]]);
});

test.each([
  ["a server that is running", false],
  ["a server that does not listen to signals", true],
])("a start without servers clears up as well: %s", async (_, isStopped) => {
  const killed = await runServers(1);
  await killed.end("SIGKILL");
  const record = join(home(), runFolders()[0] ?? "", "server-1", "postmaster.pid");
  if (isStopped) process.kill(Number(readFileSync(record, "utf8").split("\n")[0]), "SIGSTOP");
  await runServers(0);
  expect(runFolders()).toEqual([]);
  expect(await killed.areUp()).toEqual([false]);
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
