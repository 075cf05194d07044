import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { withFileLock, type LockHolder } from "../../../../scripts/pulumi-cli/install/file-lock";
import { endedProcessId } from "../ended-process";

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "file-lock-"));
  path = join(folder, "lock");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("two pieces of work under one lock never overlap", async () => {
  const events: string[] = [];
  const work = async () => {
    events.push("begin");
    await new Promise((resolve) => setTimeout(resolve, 20));
    events.push("end");
  };
  await Promise.all([1, 2, 3].map(() => withFileLock(path, options(), work)));
  expect(events).toEqual(["begin", "end", "begin", "end", "begin", "end"]);
});

test("the lock is released after work that failed, and the error is passed on", async () => {
  await expect(withFileLock(path, options(), () => Promise.reject(new Error("no disk")))).rejects.toThrow("no disk");
  expect(readdirSync(folder)).toEqual([]);
});

test("the lock of a dead process is taken over, and leaves nothing behind", async () => {
  const dead = lockOf({ pid: await endedProcessId() });
  const { takenOver, ...rest } = options();
  await withFileLock(path, rest, () => Promise.resolve());
  expect(takenOver).toEqual([dead]);
  expect(readdirSync(folder)).toEqual([]);
});

test("the lock of a process on another machine is taken over only when its heartbeat has stopped", async () => {
  const remote = lockOf({ host: "another-machine" });
  const waiting = new AbortController();
  const held = options({ signal: waiting.signal, onHeld: () => waiting.abort() });
  await expect(withFileLock(path, held, () => Promise.resolve())).rejects.toThrow();
  expect(existsSync(path)).toBe(true);

  const longAgo = new Date(Date.now() - 3_600_000);
  utimesSync(path, longAgo, longAgo);
  const { takenOver, ...rest } = options();
  await withFileLock(path, rest, () => Promise.resolve());
  expect(takenOver).toEqual([remote]);
});

test("a lock without a readable holder is taken over once it is old", async () => {
  writeFileSync(path, "");
  utimesSync(path, new Date(0), new Date(0));
  await expect(withFileLock(path, options(), () => Promise.resolve("done"))).resolves.toBe("done");
});

test("a process that stops waiting does not touch the lock", async () => {
  const holder = lockOf({ pid: process.pid });
  const seen: LockHolder[] = [];
  const waiting = new AbortController();
  const attempt = withFileLock(
    path,
    options({
      signal: waiting.signal,
      onHeld: (found) => {
        seen.push(found);
        waiting.abort();
      },
    }),
    () => Promise.resolve(),
  );
  await expect(attempt).rejects.toThrow();
  expect(seen).toEqual([holder]);
  expect(existsSync(path)).toBe(true);
});

function lockOf(holder: Partial<LockHolder>): LockHolder {
  const complete = { pid: process.pid, host: hostname(), token: "of somebody else", ...holder };
  writeFileSync(path, JSON.stringify(complete));
  return complete;
}

function options(changes: { signal?: AbortSignal; onHeld?: (holder: LockHolder) => void } = {}) {
  const takenOver: (LockHolder | undefined)[] = [];
  return {
    takenOver,
    signal: new AbortController().signal,
    onHeld: () => undefined,
    onTakeOver: (holder: LockHolder | undefined) => void takenOver.push(holder),
    ...changes,
  };
}
