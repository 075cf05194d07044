import { readFileSync } from "node:fs";
import { descendantsOf } from "../scripts/pulumi-cli/process-tree";

const SAMPLE_MS = 200;

/** Watches the memory of the process that serves dynamic resources below a command. Sees nothing but on Linux. */
export class ProviderMemory {
  private readonly peaks = new Map<number, number>();
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly commandPid: number) {
    this.timer = setInterval(() => this.sample(), SAMPLE_MS);
  }

  /** The highest resident memory of any such process, in MB; `undefined` where none was seen. */
  stop(): number | undefined {
    clearInterval(this.timer);
    return this.peaks.size === 0 ? undefined : Math.max(...this.peaks.values());
  }

  private sample(): void {
    const pids = this.peaks.size > 0 ? [...this.peaks.keys()] : this.providerPids();
    for (const pid of pids) {
      const peak = memoryOf(pid)?.peakMb;
      if (peak !== undefined) this.peaks.set(pid, Math.max(peak, this.peaks.get(pid) ?? 0));
    }
  }

  private providerPids(): number[] {
    return descendantsOf(this.commandPid)
      .map(({ pid }) => pid)
      .filter((pid) => fileOf(pid, "cmdline")?.split("\0")[1]?.includes("dynamic-provider") ?? false);
  }
}

/** Resident memory of a process now and at its highest, in MB. Linux only. */
export function memoryOf(pid: number): { readonly nowMb: number; readonly peakMb: number } | undefined {
  const status = fileOf(pid, "status");
  const field = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status ?? "")?.[1]) / 1024;
  const [nowMb, peakMb] = [field("VmRSS"), field("VmHWM")];
  return Number.isNaN(nowMb) ? undefined : { nowMb, peakMb };
}

function fileOf(pid: number, name: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${name}`, "utf8");
  } catch {
    return undefined;
  }
}
