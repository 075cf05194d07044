import { startCommand, waitForCommand, CommandTimeoutError } from "../../../scripts/pulumi-cli/command";
import { isRunning } from "../../../scripts/pulumi-cli/process-tree";

// A program that starts another one in a group of its own, as the engine starts its plugins, and then waits.
const parent = `
  const { spawn } = require("node:child_process");
  const child = spawn(process.execPath, ["-e", "setInterval(() => 0, 1000)"], { detached: true, stdio: "ignore" });
  console.log("started " + child.pid);
  setInterval(() => 0, 1000);
`;

test("output is passed on line by line as it arrives, and collected by stream", async () => {
  const lines: string[] = [];
  const command = node(`process.stdout.write("on"); process.stdout.write("e\\ntwo"); console.error("oh");`, (line) =>
    lines.push(line),
  );
  const result = await waitForCommand(command, 30);
  expect(result).toMatchObject({ exitCode: 0, stdout: "one\ntwo", stderr: "oh\n" });
  expect(lines.sort()).toEqual(["oh", "one", "two"]);
});

test("a command that fails returns its exit code and does not throw", async () => {
  expect(await waitForCommand(node("process.exit(7)"), 30)).toMatchObject({ exitCode: 7 });
});

test("a command that takes too long is killed with everything it started, and the error quotes its output", async () => {
  const started = deferred<number>();
  const command = node(parent, (line) => started.resolve(Number(line.split(" ")[1])));
  const pid = await started.promise;
  const error: unknown = await waitForCommand(command, 0.01).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(CommandTimeoutError);
  expect(String(error)).toContain(`started ${pid}`);
  expect(await ends(pid)).toBe(true);
});

test("kill spares processes in groups of their own, and killEverything ends those too", async () => {
  const started = deferred<number>();
  const command = node(parent, (line) => started.resolve(Number(line.split(" ")[1])));
  const pid = await started.promise;
  expect(command.kill("SIGKILL")).toBe(true);
  expect(await command.done).toMatchObject({ exitCode: 128 + 9 });
  expect(isRunning(pid)).toBe(true);
  command.killEverything();
  expect(await ends(pid)).toBe(true);
  expect(command.kill("SIGKILL")).toBe(false);
});

function node(javascript: string, onLine?: (line: string) => void) {
  return startCommand(process.execPath, ["-e", javascript], { cwd: process.cwd(), env: process.env, onLine });
}

/** Whether the process ends within some seconds. */
async function ends(pid: number): Promise<boolean> {
  for (let look = 0; look < 100 && isRunning(pid); look++) await new Promise((resolve) => setTimeout(resolve, 50));
  return !isRunning(pid);
}

function deferred<T>() {
  let resolve!: (value: T) => void;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
