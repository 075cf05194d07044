import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { isRunning } from "../../../../scripts/pulumi-cli/process-tree";
import { fakeMachine, writeProgram, type FakeMachine } from "../fake-programs";

const repository = resolve(__dirname, "..", "..", "..", "..");

let machine: FakeMachine;
beforeEach(() => {
  machine = fakeMachine();
});
afterEach(() => machine.remove());

test("a build that you interrupt ends at once, and leaves no files, no processes and no lock", async () => {
  // GIVEN a site out of reach and a build that takes for ever
  rmSync(join(machine.bin, "curl"));
  writeProgram(join(machine.bin, "curl"), "exit 6");
  writeProgram(
    join(machine.bin, "go"),
    `touch "$GOMODCACHE/module"; echo $$ > ${machine.root}/building; exec sleep 1000`,
  );
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/pulumi.ts", "version"], {
    cwd: repository,
    env: machine.env,
    stdio: "ignore",
  });
  const ended = once(child, "exit");
  await until(() => existsSync(join(machine.root, "building")) && buildingPid() > 0);
  // WHEN
  child.kill("SIGINT");
  // THEN
  expect(await ended).toEqual([null, "SIGINT"]);
  expect(isRunning(buildingPid())).toBe(false);
  expect(readdirSync(machine.cache)).toEqual([]);
});

function buildingPid(): number {
  return Number(readFileSync(join(machine.root, "building"), "utf8"));
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 50));
}
