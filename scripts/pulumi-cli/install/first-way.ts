import { mkdir, rm } from "node:fs/promises";
import type { GettingContext, WayToGetCli } from "./way";

/** A way that was tried, and why it did not work. */
export interface FailedWay {
  readonly way: WayToGetCli;
  readonly reason: string;
}

/** Thrown when none of the ways works. */
export class NoWayWorksError extends Error {
  override readonly name = "NoWayWorksError";
  constructor(readonly failed: readonly FailedWay[]) {
    super(failed.map(({ way, reason }) => `${way.name}: ${reason}`).join("\n"));
  }
}

/**
 * Installs programs in the first way that works, in a folder that is removed afterwards.
 *
 * @param use moves the programs into their place; if it refuses them, the way has failed too.
 * @throws NoWayWorksError
 */
export async function getInFirstWay<T>(
  workFolder: string,
  ways: readonly WayToGetCli[],
  context: Omit<GettingContext, "workFolder">,
  use: (got: string) => Promise<T>,
): Promise<T> {
  const failed: FailedWay[] = [];
  for (const way of ways) {
    try {
      // The next attempt removes what a killed process left behind.
      await remove(workFolder);
      await mkdir(workFolder, { recursive: true });
      return await use(await way.get({ ...context, workFolder }));
    } catch (error) {
      context.signal.throwIfAborted();
      const reason = error instanceof Error ? error.message : String(error);
      context.say(`${way.name} does not work: ${reason}`);
      failed.push({ way, reason });
    } finally {
      await remove(workFolder);
    }
  }
  throw new NoWayWorksError(failed);
}

export async function remove(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
