import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import type { RunningCommand } from "../../scripts/pulumi-cli";
import { descendantsOf } from "../../scripts/pulumi-cli/process-tree";

/** A process of a running `pulumi up` that may die at any moment. */
export const VICTIMS = ["CLI", "provider"] as const;
export type Victim = (typeof VICTIMS)[number];

/** Kills the process without giving it a chance to react. The command's other processes go on. */
export function kill(victim: Victim, command: RunningCommand): void {
  if (victim === "CLI") command.kill("SIGKILL");
  else process.kill(providerOf(command), "SIGKILL");
}

/** The processes that run the dynamic provider or the provider plugin. */
export function providerProcesses({ child }: RunningCommand): number[] {
  const isProvider = /cmd\/dynamic-provider|pulumi-resource-tencentcloud-postgres-ssl/;
  return descendantsOf(child.pid ?? 0)
    .map(({ pid }) => pid)
    .filter((pid) => isProvider.test(commandLineOf(pid)));
}

function providerOf(command: RunningCommand): number {
  const [provider] = providerProcesses(command);
  if (provider === undefined) throw new Error("No provider runs.");
  return provider;
}

function commandLineOf(pid: number): string {
  return process.platform === "linux"
    ? readFileSync(`/proc/${pid}/cmdline`, "utf8")
    : execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
}
