import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const repository = resolve(__dirname, "..", "..");

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "checkout-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("the run ends with the counts and exit code 0 when all tests passed", () => {
  const npm = `[ "$1" = ci ] || echo "12 passed, 0 failed" > "$TEST_COUNTS_FILE"`;
  expect(run(npm)).toEqual({ exitCode: 0, lastLine: "12 passed, 0 failed" });
});

test("the run ends with the counts and the exit code of npm when tests failed", () => {
  const npm = `[ "$1" = ci ] || { echo "11 passed, 1 failed" > "$TEST_COUNTS_FILE"; exit 3; }`;
  expect(run(npm)).toEqual({ exitCode: 3, lastLine: "11 passed, 1 failed" });
});

test.each([
  ["the installation", `[ "$1" = ci ] && exit 9`, 9],
  ["lint or type check", `[ "$1" = ci ] || exit 2`, 2],
])("the run does not look like a success when %s failed before any test", (_what, npm, exitCode) => {
  expect(run(npm)).toEqual({ exitCode, lastLine: "0 passed, 1 failed" });
});

test("the run does not look like a success when no test ran", () => {
  expect(run("exit 0")).toEqual({ exitCode: 1, lastLine: "0 passed, 1 failed" });
});

/** Runs `.ci/run` in a checkout whose npm does this. */
function run(npm: string): { exitCode: number | null; lastLine: string | undefined } {
  mkdirSync(join(folder, "bin"));
  mkdirSync(join(folder, ".ci"));
  cpSync(join(repository, ".ci", "run"), join(folder, ".ci", "run"));
  writeFileSync(join(folder, "bin", "npm"), `#!/bin/sh\n${npm}\n`);
  chmodSync(join(folder, "bin", "npm"), 0o755);
  const result = spawnSync(join(folder, ".ci", "run"), {
    env: { ...process.env, PATH: `${join(folder, "bin")}:${process.env.PATH ?? ""}` },
    encoding: "utf8",
  });
  return { exitCode: result.status, lastLine: result.stdout.trimEnd().split("\n").at(-1) };
}
