import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { cacheFolderVariable } from "../cache-folder";
import type { Say } from "../say";
import { oldestPulumiVersion } from "../version";
import { withFileLock, type LockHolder } from "./file-lock";
import { untilInterrupted } from "./interruption";

const sayAgainSeconds = 20;

/** Fills the cache while no other process of this user does, and cleans up when the user interrupts it. */
export async function oneAtATime<T>(folder: string, say: Say, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  await makeCacheFolder(dirname(folder));
  return untilInterrupted((signal) =>
    withFileLock(`${folder}.lock`, { signal, ...lockMessages(say) }, () => work(signal)),
  );
}

async function makeCacheFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    const advice = `Let ${cacheFolderVariable} name a folder that can be written, or put Pulumi ${oldestPulumiVersion} or newer on PATH.`;
    throw new Error(`The folder ${folder} to keep the Pulumi CLI in cannot be made. ${advice}`, { cause: error });
  }
}

function lockMessages(say: Say) {
  let saidAtSeconds = -Infinity;
  return {
    onHeld: (holder: LockHolder, waitedSeconds: number) => {
      if (waitedSeconds - saidAtSeconds < sayAgainSeconds) return;
      saidAtSeconds = waitedSeconds;
      say(`waiting for ${describe(holder)}, which is getting the Pulumi CLI: ${Math.round(waitedSeconds)} s so far.`);
    },
    onTakeOver: (holder: LockHolder | undefined) =>
      say(`${describe(holder)} ended without getting the Pulumi CLI: taking over.`),
  };
}

function describe(holder: LockHolder | undefined): string {
  return holder ? `process ${holder.pid} on ${holder.host}` : "another process";
}
