import { readFileSync } from "node:fs";

const pollMilliseconds = 500;

/**
 * Calls back once when the program that started this one has ended, however it ended.
 *
 * A signal to `npx` or to `npm run` reaches npm alone, or npm and the shell that it puts in between, but never what runs
 * in that shell. So where npm is at work, its shell counts together with npm itself.
 */
export function whenParentEnds(callback: () => void): void {
  const parent = process.ppid;
  const npm = isShellOfNpm(parent) ? parentOf(parent) : undefined;
  const timer = setInterval(() => {
    const isAlive = process.ppid === parent && isRunning(parent) && (npm === undefined || parentOf(parent) === npm);
    if (isAlive) return;
    clearInterval(timer);
    callback();
  }, pollMilliseconds);
  timer.unref();
}

function isShellOfNpm(pid: number): boolean {
  if (process.env.npm_command === undefined) return false;
  return /^\d+ \((sh|dash|bash|ash|zsh|busybox)\) /.test(processRecord(pid));
}

function parentOf(pid: number): number | undefined {
  const [, parent] = /\) \S (\d+) /.exec(processRecord(pid)) ?? [];
  return parent === undefined ? undefined : Number(parent);
}

/** What Linux says of a process; empty where there is no such file, as on other systems. */
function processRecord(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return "";
  }
}

/** Windows gives a process no other parent when its own ends, so the parent has to be looked at. */
function isRunning(pid: number): boolean {
  if (process.platform !== "win32") return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
