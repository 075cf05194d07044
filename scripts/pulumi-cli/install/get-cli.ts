import { mkdir, rename, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { findProgram } from "../executable";
import { shortcomingOf, type PulumiCli } from "../find";
import { writeResourcePlugin } from "../resource-plugin";
import type { GettingContext, WayToGetCli } from "./way";

/** A way that was tried, and why it did not work. */
export interface FailedWay {
  readonly way: WayToGetCli;
  readonly reason: string;
}

/**
 * Gets the CLI in the first way that works and puts it into its folder, complete or not at all.
 *
 * @returns the CLI, or the ways that failed when none works.
 */
export async function getCli(
  folder: string,
  ways: readonly WayToGetCli[],
  context: Omit<GettingContext, "workFolder">,
): Promise<PulumiCli | readonly FailedWay[]> {
  const failed: FailedWay[] = [];
  for (const way of ways) {
    try {
      return await getInto(folder, way, context);
    } catch (error) {
      context.signal.throwIfAborted();
      const reason = error instanceof Error ? error.message : String(error);
      context.say(`${way.name} does not work: ${reason}`);
      failed.push({ way, reason });
    }
  }
  return failed;
}

async function getInto(
  folder: string,
  way: WayToGetCli,
  context: Omit<GettingContext, "workFolder">,
): Promise<PulumiCli> {
  // Beside its destination: the same disk, so that it can be moved there in one step, and never a small /tmp in memory.
  // Always the same name: what a killed process left behind goes away with the next attempt.
  const workFolder = `${folder}.unfinished`;
  await remove(workFolder);
  await mkdir(workFolder, { recursive: true });
  try {
    const got = await way.get({ ...context, workFolder });
    writeResourcePlugin(got);
    const program = await checked(got, context.env);
    await remove(folder);
    await rename(got, folder);
    return { program: join(folder, program), folder };
  } finally {
    await remove(workFolder);
  }
}

/** The file name of the CLI in the folder. @throws when it will not do. */
async function checked(folder: string, env: NodeJS.ProcessEnv): Promise<string> {
  const program = findProgram("pulumi", [folder]);
  if (!program) throw new Error("it left no pulumi behind");
  const shortcoming = await shortcomingOf(program, [folder], env);
  if (shortcoming !== undefined) throw new Error(`what it left behind will not do: ${shortcoming}`);
  return basename(program);
}

async function remove(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
