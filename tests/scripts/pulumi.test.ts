import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fakeMachine, writeFakeCli, writeProgram, type FakeMachine } from "./pulumi-cli/fake-programs";

const repository = resolve(__dirname, "..", "..");

let machine: FakeMachine;
beforeEach(() => {
  machine = fakeMachine();
  writeFakeCli(machine.bin, "v3.259.0");
});
afterEach(() => machine.remove());

test("arguments, input, folder and environment reach the CLI unchanged, and nothing is added to its output", async () => {
  cli(`echo "$@"; cat; echo "$PWD $GREETING $PULUMI_SKIP_UPDATE_CHECK"`);
  const { stdout, exitCode } = await npmRunPulumi(["-C", "some dir", "stack", "export"], {
    env: { GREETING: "granted" },
    input: "typed in\n",
  });
  expect(stdout).toBe(`-C some dir stack export\ntyped in\n${machine.root} granted true\n`);
  expect(exitCode).toBe(0);
});

test("-C names a folder relative to where you called npm", async () => {
  mkdirSync(join(machine.root, "project"));
  writeFileSync(join(machine.root, "project", "Pulumi.yaml"), "name: here\n");
  cli(`cd "$2" && cat Pulumi.yaml`);
  expect((await npmRunPulumi(["-C", "project"])).stdout).toBe("name: here\n");
});

test.each([1, 7, 255])("exit code %i is passed on", async (exitCode) => {
  cli(`exit ${exitCode}`);
  expect((await npmRunPulumi(["refresh"])).exitCode).toBe(exitCode);
});

test("a CLI that is killed by a signal gives the exit code that a shell gives", async () => {
  cli("kill -9 $$");
  expect((await npmRunPulumi(["up"])).exitCode).toBe(128 + 9);
});

test("Ctrl-C reaches the CLI once, although the whole terminal group gets it, and the command waits for the CLI to end", async () => {
  // GIVEN a CLI that needs a second to finish when it is interrupted, and counts the interruptions until then.
  writeFileSync(
    join(machine.root, "cli.js"),
    `let interruptions = 0;
     process.on("SIGINT", () => {
       interruptions += 1;
       if (interruptions > 1) return;
       setTimeout(() => { console.log("interruptions: " + interruptions); process.exit(255); }, 1000);
     });
     setInterval(() => undefined, 1000);
     console.log("running");`,
  );
  cli(`exec node ${machine.root}/cli.js`);
  const run = startNpm(["up"], {});
  await lineOf(run.child, "running");
  // WHEN the terminal sends the signal to the whole group, as it does on Ctrl-C.
  process.kill(-(run.child.pid ?? 0), "SIGINT");
  // THEN
  expect((await run.result).stdout).toBe("running\ninterruptions: 1\n");
});

interface Finished {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Makes the CLI do this; asked for its version it answers. */
function cli(body: string): void {
  writeProgram(join(machine.bin, "pulumi"), `[ "$1" = version ] && echo v3.259.0 && exit 0\n${body}`);
}

/** `npm --prefix REPOSITORY run --silent pulumi -- ARGS`, called in the machine's root folder. */
async function npmRunPulumi(
  args: readonly string[],
  options: { env?: NodeJS.ProcessEnv; input?: string } = {},
): Promise<Finished> {
  return startNpm(args, options).result;
}

function startNpm(args: readonly string[], { env = {}, input = "" }: { env?: NodeJS.ProcessEnv; input?: string }) {
  const path = `${machine.bin}:${process.env.PATH ?? ""}`;
  const child = spawn("npm", ["--prefix", repository, "run", "--silent", "pulumi", "--", ...args], {
    cwd: machine.root,
    env: { ...process.env, PULUMI_CLI_CACHE: machine.cache, PATH: path, ...env },
    detached: true,
  });
  child.stdin.end(input);
  const printed = { stdout: "", stderr: "" };
  child.stdout.on("data", (text: Buffer) => (printed.stdout += text.toString()));
  child.stderr.on("data", (text: Buffer) => (printed.stderr += text.toString()));
  const result = once(child, "close").then(([exitCode]): Finished => ({
    exitCode: exitCode as number | null,
    ...printed,
  }));
  return { child, result };
}

function lineOf(child: ChildProcess, line: string): Promise<void> {
  return new Promise((resolve) => {
    child.stdout?.on("data", (text: Buffer) => {
      if (text.toString().includes(`${line}\n`)) resolve();
    });
  });
}
