import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { cachedCliFolder, cacheFolderVariable } from "./cache-folder";
import { findInCache, findPulumiCli, type PulumiCli, type Surroundings } from "./find";
import { withFileLock, type LockHolder } from "./install/file-lock";
import { getCli, type FailedWay } from "./install/get-cli";
import { goBuild } from "./install/go-build";
import { untilInterrupted } from "./install/interruption";
import { officialInstaller } from "./install/official-installer";
import type { WayToGetCli } from "./install/way";
import { sayOnStderr, type Say } from "./say";
import { oldestPulumiVersion, pulumiVersion } from "./version";

const sayAgainSeconds = 20;

/** Thrown when there is no Pulumi CLI and none can be got. */
export class PulumiCliUnavailableError extends Error {
  override readonly name = "PulumiCliUnavailableError";
  constructor(passedOver: readonly string[], folder: string, failed: readonly FailedWay[]) {
    const found = passedOver.length > 0 ? passedOver : ["there is no pulumi"];
    super(
      [
        "There is no usable Pulumi CLI, and none could be got. This was tried:",
        ...[`PATH and ${folder}: ${found.join(" ")}`, ...failed.map(({ way, reason }) => `${way.name}: ${reason}`)].map(
          listed,
        ),
        "One of these helps:",
        ...[
          `install Pulumi ${oldestPulumiVersion} or newer and put it on PATH (https://www.pulumi.com/docs/install/)`,
          ...failed.map(({ way }) => way.advice),
          `copy the folder ${folder} from a machine that has it, or let ${cacheFolderVariable} name the cache folder it is in`,
        ].map(listed),
      ].join("\n"),
    );
  }
}

/**
 * Finds the Pulumi CLI on PATH or in the cache; else installs it the official way or builds it with Go, once for all
 * checkouts and processes of this user.
 *
 * @throws PulumiCliUnavailableError with everything that was tried and what to do.
 */
export async function ensurePulumiCli(
  surroundings: Surroundings & {
    /** Ways to get a CLI, in order. @default the official installer, then Go */
    readonly ways?: readonly WayToGetCli[];
  } = {},
): Promise<PulumiCli> {
  const { env = process.env, say = sayOnStderr, ways = [officialInstaller(), goBuild] } = surroundings;
  const passedOver: string[] = [];
  const note: Say = (line) => {
    passedOver.push(line);
    say(line);
  };
  const found = await findPulumiCli({ env, say: note });
  if (found) return found;

  const folder = cachedCliFolder(env);
  await makeCacheFolder(dirname(folder));
  return untilInterrupted((signal) =>
    withFileLock(`${folder}.lock`, { signal, ...lockMessages(say) }, async () => {
      // Another process may have got it while we waited for the lock.
      const meanwhile = await findInCache({ env, say: () => undefined });
      if (meanwhile) return meanwhile;
      say(`getting Pulumi ${pulumiVersion} into ${folder}; this is done once.`);
      const outcome = await getCli(folder, ways, { env, say, signal });
      if (!("program" in outcome)) throw new PulumiCliUnavailableError(passedOver, folder, outcome);
      say(`Pulumi ${pulumiVersion} is ready in ${folder}.`);
      return outcome;
    }),
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

function listed(text: string): string {
  return `  - ${text}`;
}
