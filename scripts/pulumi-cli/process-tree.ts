import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** A running process, with its start time, because the system reuses ids. */
export interface RunningProcess {
  readonly pid: number;
  readonly parentPid: number;
  readonly startedAt: string;
}

/** The processes that this one started, theirs, and so on. Empty on Windows. */
export function descendantsOf(pid: number): RunningProcess[] {
  const all = allProcesses();
  const below = (parent: number): RunningProcess[] =>
    all.filter(({ parentPid }) => parentPid === parent).flatMap((child) => [child, ...below(child.pid)]);
  return below(pid);
}

/** Kills those of the processes that still run. */
export function killProcesses(processes: readonly RunningProcess[]): void {
  if (processes.length === 0) return;
  const startTimes = new Map(allProcesses().map(({ pid, startedAt }) => [pid, startedAt]));
  for (const { pid, startedAt } of processes) {
    if (startTimes.get(pid) === startedAt) tryToKill(pid);
  }
}

/** Whether a process with this id runs; one that has ended and is only not yet collected by its parent does not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs, as another user.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  return process.platform !== "linux" || readStat(pid)?.[0] !== "Z";
}

function tryToKill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has just ended by itself.
  }
}

function allProcesses(): RunningProcess[] {
  if (process.platform === "win32") return [];
  return process.platform === "linux" ? fromProc() : fromPs();
}

/** From /proc, because small Linux images come without `ps`. */
function fromProc(): RunningProcess[] {
  const ids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return ids.map(Number).flatMap((pid) => {
    const stat = readStat(pid);
    return stat ? [{ pid, parentPid: Number(stat[1]), startedAt: stat[19] ?? "" }] : [];
  });
}

/** The fields of proc_pid_stat(5) from the third on: state, parent, … Undefined if the process has ended. */
function readStat(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is a name in brackets that may itself hold blanks and brackets.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return undefined;
  }
}

function fromPs(): RunningProcess[] {
  const list = execFileSync("ps", ["-A", "-o", "pid=,ppid=,lstart="], { encoding: "utf8" });
  return list.split("\n").flatMap((line) => {
    const [, pid, parentPid, startedAt] = /^\s*(\d+)\s+(\d+)\s+(.+)$/.exec(line) ?? [];
    return startedAt === undefined ? [] : [{ pid: Number(pid), parentPid: Number(parentPid), startedAt }];
  });
}
