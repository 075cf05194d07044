import { rename } from "node:fs/promises";
import { basename, join } from "node:path";
import { findProgram } from "../executable";
import { shortcomingOf, type PulumiCli } from "../find";
import { writeResourcePlugin } from "../resource-plugin";
import { getInFirstWay, remove } from "./first-way";
import type { GettingContext, WayToGetCli } from "./way";

/**
 * Installs the CLI in the first way that works and puts it into its folder, complete or not at all.
 *
 * @throws NoWayWorksError
 */
export async function getCli(
  folder: string,
  ways: readonly WayToGetCli[],
  context: Omit<GettingContext, "workFolder">,
): Promise<PulumiCli> {
  return getInFirstWay(unfinished(folder), ways, context, async (got) => {
    writeResourcePlugin(got);
    const program = await checked(got, context.env);
    await remove(folder);
    await rename(got, folder);
    return { program: join(folder, program), folder };
  });
}

/** Beside its destination: on the same disk it can be moved there in one step, and /tmp may be small and in memory. */
export function unfinished(folder: string): string {
  return `${folder}.unfinished`;
}

/** The file name of the CLI in the folder. @throws when it is not usable. */
async function checked(folder: string, env: NodeJS.ProcessEnv): Promise<string> {
  const program = findProgram("pulumi", [folder]);
  if (!program) throw new Error("it left no pulumi behind");
  const shortcoming = await shortcomingOf(program, [folder], env);
  if (shortcoming !== undefined) throw new Error(`what it left behind will not do: ${shortcoming}`);
  return basename(program);
}
