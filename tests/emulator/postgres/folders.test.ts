import { spawn } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import os, { userInfo } from "node:os";
import { join } from "node:path";
import { cachedDirectory, homeDirectory, removeDirectory } from "../../../emulator/src/postgres/home-directory";
import { serverAccount } from "../../../emulator/src/postgres/process";
import { clearLeftovers, createRunDirectory } from "../../../emulator/src/postgres/run-directory";
import { openFolder } from "./open-folder";

let folder = "";
beforeEach(() => {
  folder = openFolder();
  jest.spyOn(os, "tmpdir").mockReturnValue(folder);
});
afterEach(() => {
  jest.restoreAllMocks();
  jest.useRealTimers();
});
const home = () => join(folder, `tencentdb-postgres-emulator-${userInfo().uid}`);

test("the emulators' folder can be entered but not read by others", async () => {
  expect(await homeDirectory(serverAccount())).toBe(home());
  expect(statSync(home()).mode & 0o777).toBe(0o711);
});

test("a link that someone put in the folder's place is refused, and left as it is; so is a file", async () => {
  const target = openFolder();
  chmodSync(target, 0o700);
  symlinkSync(target, home());
  await expect(homeDirectory(undefined)).rejects.toThrow(`${home()}, but this is not a folder of yours`);
  expect([statSync(target).mode & 0o777, readdirSync(target)]).toEqual([0o700, []]);

  folder = openFolder();
  jest.mocked(os.tmpdir).mockReturnValue(folder);
  writeFileSync(home(), "");
  await expect(homeDirectory(undefined)).rejects.toThrow(home());
});

test("a path that is too long for a socket is an error that names TMPDIR", async () => {
  const long = join(folder, "long".repeat(25));
  mkdirSync(long);
  await expect(createRunDirectory(long)).rejects.toThrow("Name a shorter one in the environment variable TMPDIR");
});

test("emulators that start at the same moment clear up the same leftovers, and none of them fails", async () => {
  const { uid, gid } = serverAccount() ?? userInfo();
  for (let time = 0; time < 5; time += 1) {
    const data = join(folder, "server-1");
    mkdirSync(data);
    chownSync(data, uid, gid);
    await Promise.all(Array.from({ length: 4 }, () => removeDirectory(data)));
    expect(existsSync(data)).toBe(false);
  }
});

test("a process that was given a dead server's id is left alone", async () => {
  const innocent = spawn("sleep", ["60"]);
  const data = join(folder, "run-0badcafe", "server-1");
  mkdirSync(data, { recursive: true });
  writeFileSync(join(data, "postmaster.pid"), `${innocent.pid ?? 0}\n${data}\n`);
  await clearLeftovers(folder);
  expect(readdirSync(folder)).toEqual([]);
  expect([innocent.signalCode, innocent.kill()]).toEqual([null, true]);
});

test("a temporary folder that is closed to the servers' account is named by root's start, and fine for others", async () => {
  chmodSync(folder, 0o700);
  const account = serverAccount();
  const found = homeDirectory(account);
  if (account) await expect(found).rejects.toThrow(/cannot reach .*environment variable TMPDIR/);
  else expect(await found).toBe(home());
});

const make = (content: string) => (path: string) => {
  mkdirSync(path);
  writeFileSync(join(path, "file"), content);
  return Promise.resolve();
};
const read = (path: string) => readFileSync(join(path, "file"), "utf8");
const daysLater = (days: number) =>
  jest.useFakeTimers({ now: Date.now() + days * 24 * 60 * 60 * 1000, doNotFake: ["nextTick", "setImmediate"] });

test("what is cached serves for a day, before the system clears it out file by file, and is removed two days later", async () => {
  const first = await cachedDirectory(folder, "data", make("first"));
  expect(await cachedDirectory(folder, "data", make("again"))).toBe(first);
  expect(read(first)).toBe("first");
  daysLater(1);
  const next = await cachedDirectory(folder, "data", make("next"));
  expect([read(first), read(next)]).toEqual(["first", "next"]);
  daysLater(2);
  await cachedDirectory(folder, "data", make("last"));
  expect(existsSync(first)).toBe(false);
});

test("two that make it at the same time end up with the same whole folder", async () => {
  const paths = await Promise.all(["a", "b", "c"].map((content) => cachedDirectory(folder, "data", make(content))));
  expect(new Set(paths).size).toBe(1);
  expect(readdirSync(join(folder, "cache"))).toHaveLength(1);
});

test("what fails while it is made leaves nothing behind and is tried again", async () => {
  const fail = (path: string) => {
    mkdirSync(path);
    return Promise.reject(new Error("disk full"));
  };
  await expect(cachedDirectory(folder, "data", fail)).rejects.toThrow("disk full");
  expect(readdirSync(join(folder, "cache"))).toEqual([]);
  expect(read(await cachedDirectory(folder, "data", make("again")))).toBe("again");
});
