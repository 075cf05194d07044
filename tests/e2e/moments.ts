import { setTimeout as sleep } from "node:timers/promises";
import type { LocalCloud } from "./local-cloud";

/** Resolves as soon as `holds`. If that never happens, the caller's own time limit ends the wait. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(5);
}

/** Resolves when the call that a fault waits for has arrived: the emulator forgets a fault when the fault begins. */
export function faultsBegan(cloud: LocalCloud): Promise<void> {
  return until(() => cloud.control.faults().length === 0);
}
