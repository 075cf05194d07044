import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cachedDirectory } from "../../../emulator/src/postgres/home-directory";
import { temporaryFolder } from "./temporary-folder";

const make = (content: string) => async (path: string) => {
  await mkdir(path);
  await writeFile(join(path, "file"), content);
};
const read = (path: string) => readFileSync(join(path, "file"), "utf8");

afterEach(() => jest.useRealTimers());

test("what was made once is used again on the same day", async () => {
  const home = temporaryFolder();
  const first = await cachedDirectory(home, "data", make("first"));
  const again = await cachedDirectory(home, "data", make("again"));
  expect(again).toBe(first);
  expect(read(again)).toBe("first");
});

test("it is made anew on the next day, before the system clears the first one out file by file", async () => {
  const home = temporaryFolder();
  const first = await cachedDirectory(home, "data", make("first"));
  jest.useFakeTimers({ now: Date.now() + 24 * 60 * 60 * 1000, doNotFake: ["nextTick", "setImmediate"] });
  const next = await cachedDirectory(home, "data", make("next"));
  expect([read(first), read(next)]).toEqual(["first", "next"]);
});

test("it is removed after two days", async () => {
  const home = temporaryFolder();
  const first = await cachedDirectory(home, "data", make("first"));
  jest.useFakeTimers({ now: Date.now() + 3 * 24 * 60 * 60 * 1000, doNotFake: ["nextTick", "setImmediate"] });
  await cachedDirectory(home, "data", make("next"));
  expect(existsSync(first)).toBe(false);
});

test("two that make it at the same time end up with the same whole folder", async () => {
  const home = temporaryFolder();
  const paths = await Promise.all(["a", "b", "c"].map((content) => cachedDirectory(home, "data", make(content))));
  expect(new Set(paths).size).toBe(1);
  expect(readdirSync(join(home, "cache"))).toHaveLength(1);
});

test("what fails while it is made leaves nothing behind and is tried again", async () => {
  const home = temporaryFolder();
  const fail = async (path: string) => {
    await mkdir(path);
    throw new Error("disk full");
  };
  await expect(cachedDirectory(home, "data", fail)).rejects.toThrow("disk full");
  expect(readdirSync(join(home, "cache"))).toEqual([]);
  expect(read(await cachedDirectory(home, "data", make("again")))).toBe("again");
});
