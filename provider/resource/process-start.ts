import { readFileSync } from "node:fs";

/**
 * When a process started, in the system's own unit, so that a process with a reused id is told apart; `"0"` where the system
 * has no `/proc`. `undefined` when no process of this user has the id.
 */
export function processStart(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
  } catch {
    return undefined;
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name in parentheses may hold anything; the state follows it, and nineteen fields later the start time.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" || fields[0] === "X" ? undefined : fields[19];
  } catch {
    return "0";
  }
}
