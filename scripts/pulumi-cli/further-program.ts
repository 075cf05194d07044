import { existsSync } from "node:fs";
import { mkdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { cachedCliFolder } from "./cache-folder";
import { fileNames, findProgram, foldersOnPath } from "./executable";
import type { Surroundings } from "./find";
import { getInFirstWay, NoWayWorksError } from "./install/first-way";
import { unfinished } from "./install/get-cli";
import { oneAtATime } from "./install/one-at-a-time";
import type { WayToGetCli } from "./install/way";
import { sayOnStderr } from "./say";
import { PulumiCliUnavailableError } from "./unavailable";

/** A program that only some users need. It is kept in the cache, beside the CLI. */
export interface FurtherProgram {
  readonly name: string;
  /** Such as "runs programs in yaml". */
  readonly purpose: string;
  /** All its files. */
  readonly files: readonly string[];
  readonly ways: readonly WayToGetCli[];
}

/**
 * Finds a program in some folders, on PATH or in the cache; otherwise installs it into the cache.
 *
 * @returns the folder in the cache that has it; undefined where it need not be looked for there.
 * @throws PulumiCliUnavailableError with everything that was tried and what to do.
 */
export async function ensureFurtherProgram(
  { name, purpose, files, ways }: FurtherProgram,
  folders: readonly string[],
  { env = process.env, say = sayOnStderr }: Surroundings,
): Promise<string | undefined> {
  if (findProgram(name, [...folders, ...foldersOnPath(env)])) return undefined;
  const folder = cachedCliFolder(env);
  const isThere = () => findProgram(name, [folder]) !== undefined;
  if (isThere()) return folder;
  return oneAtATime(folder, say, async (signal) => {
    if (isThere()) return folder;
    say(`getting ${name}, which ${purpose}, into ${folder}; this is done once.`);
    try {
      await getInFirstWay(unfinished(folder), ways, { env, say, signal }, (got) => moveInto(folder, got, files));
    } catch (error) {
      if (!(error instanceof NoWayWorksError)) throw error;
      throw new PulumiCliUnavailableError(name, ["it is not there."], folder, error.failed);
    }
    return folder;
  });
}

async function moveInto(folder: string, got: string, files: readonly string[]): Promise<void> {
  const found = files.map((file) => {
    const name = [...fileNames(file), file].find((candidate) => existsSync(join(got, candidate)));
    if (name === undefined) throw new Error(`it left no ${file} behind`);
    return name;
  });
  await mkdir(folder, { recursive: true });
  // The program itself comes last: if it is there, everything is.
  for (const name of found.reverse()) await rename(join(got, name), join(folder, name));
}
