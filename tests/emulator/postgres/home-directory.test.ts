import { execFile } from "node:child_process";
import { chmodSync, readdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { temporaryFolder } from "./temporary-folder";

/** Starts no server with this folder for temporary files, in a program of its own, and returns its errors. */
async function startIn(TMPDIR: string, servers = 0): Promise<string> {
  const program = [join(__dirname, "run-servers.ts"), String(servers)];
  const options = { env: { ...process.env, TMPDIR }, timeout: 20_000 };
  const run = promisify(execFile)(process.execPath, ["--require", "tsx/cjs", ...program], options);
  run.child.stdin?.end();
  return run.then(
    ({ stderr }) => stderr,
    (error: unknown) => (error as { stderr: string }).stderr,
  );
}
const name = `tencentdb-postgres-emulator-${userInfo().uid}`;

test("the emulators' folder can be entered but not read by others", async () => {
  const folder = temporaryFolder();
  expect(await startIn(folder)).toBe("");
  expect(statSync(join(folder, name)).mode & 0o777).toBe(0o711);
});

test("a link that someone put in the folder's place is refused, and nothing is written to where it points", async () => {
  const folder = temporaryFolder();
  const target = temporaryFolder();
  symlinkSync(target, join(folder, name));
  expect(await startIn(folder)).toMatch(`${join(folder, name)}, but this is not a folder of yours`);
  expect(readdirSync(target)).toEqual([]);
});

test("a file in the folder's place is refused", async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, name), "");
  expect(await startIn(folder, 1)).toMatch(name);
});

test("a path that is too long for a socket is an error that names TMPDIR", async () => {
  const folder = join(temporaryFolder(), "long".repeat(25));
  expect(await startIn(folder, 1)).toMatch("Name a shorter one in the environment variable TMPDIR");
});

test("a temporary folder that is closed to the servers' account is named by root's start, and fine for others", async () => {
  const folder = temporaryFolder();
  chmodSync(folder, 0o700);
  const errors = await startIn(folder, userInfo().uid === 0 ? 1 : 0);
  expect(errors).toMatch(userInfo().uid === 0 ? /cannot reach .*environment variable TMPDIR/ : /^$/);
});
