import { readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { isRunning } from "../process-tree";

const lookAgainMilliseconds = 500;
const heartbeatSeconds = 5;
// A holder on another machine, or one whose process id was reused, counts as dead after this time without a heartbeat.
const silenceSeconds = 60;

/** Who holds a lock. */
export interface LockHolder {
  readonly pid: number;
  readonly host: string;
  readonly token: string;
}

/** How to wait for a lock. */
export interface LockOptions {
  readonly signal: AbortSignal;
  /** Called each time the lock is found held. */
  readonly onHeld: (holder: LockHolder, waitedSeconds: number) => void;
  /** Called when the lock of a process that has ended is taken over. */
  readonly onTakeOver: (holder: LockHolder | undefined) => void;
}

/** Does the work while no other process works under the same lock file, and waits for one that does. */
export async function withFileLock<T>(path: string, options: LockOptions, work: () => Promise<T>): Promise<T> {
  const me: LockHolder = { pid: process.pid, host: hostname(), token: randomUUID() };
  const startedAt = Date.now();
  while (!tryToHold(path, me)) {
    const holder = readHolder(path);
    if (isDead(path, holder)) {
      if (takeAway(path, holder)) options.onTakeOver(holder);
    } else {
      if (holder) options.onHeld(holder, (Date.now() - startedAt) / 1000);
      await sleep(lookAgainMilliseconds, undefined, { signal: options.signal });
    }
  }
  const heartbeat = setInterval(() => touch(path), heartbeatSeconds * 1000);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    if (readHolder(path)?.token === me.token) rmSync(path, { force: true });
  }
}

function tryToHold(path: string, me: LockHolder): boolean {
  try {
    writeFileSync(path, JSON.stringify(me), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Undefined when the lock is gone, or its holder is only just writing it. */
function readHolder(path: string): LockHolder | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as LockHolder;
  } catch {
    return undefined;
  }
}

function isDead(path: string, holder: LockHolder | undefined): boolean {
  if (holder?.host === hostname() && !isRunning(holder.pid)) return true;
  const heartbeat = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  return heartbeat !== undefined && Date.now() - heartbeat > silenceSeconds * 1000;
}

/** Removes a dead holder's lock; false if another process was quicker. */
function takeAway(path: string, dead: LockHolder | undefined): boolean {
  const aside = `${path}.${randomUUID()}`;
  try {
    // Renamed and read again: a plain removal could hit the lock of a process that took over just before us.
    renameSync(path, aside);
    if (readHolder(aside)?.token === dead?.token) {
      rmSync(aside);
      return true;
    }
    renameSync(aside, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  return false;
}

function touch(path: string): void {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {
    // Another process took the lock over: the work goes on, and its result is put into place atomically.
  }
}
