import { copyFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { cachedCliFolder } from "./cache-folder";
import { fileNames, findProgram } from "./executable";
import type { PulumiCli, Surroundings } from "./find";
import { getInFirstWay } from "./install/first-way";
import { unfinished } from "./install/get-cli";
import { goBuild } from "./install/go-build";
import { hostBehind, pluginRunner } from "./install/go-programs";
import { oneAtATime } from "./install/one-at-a-time";
import { sayOnStderr } from "./say";

const host = "pulumi-language-nodejs";

/**
 * Puts the program that runs policy packs and plugins written for Node.js in front of a language host that an earlier version
 * built without it. If the program cannot be built, a message says so, and everything else works.
 */
export async function ensurePluginsRun(cli: PulumiCli, surroundings: Surroundings = {}): Promise<void> {
  const { env = process.env, say = sayOnStderr } = surroundings;
  const folder = cachedCliFolder(env);
  if (cli.folder !== folder || pluginsRunIn(folder)) return;
  await oneAtATime(folder, say, async (signal) => {
    if (pluginsRunIn(folder)) return;
    say("adding to the language host what runs policy packs; this is done once.");
    const ways = [goBuild([pluginRunner])];
    await getInFirstWay(unfinished(folder), ways, { env, say, signal }, (built) => putInFront(built, folder));
  }).catch((error: unknown) => {
    say(`--policy-pack does not work: ${error instanceof Error ? error.message : String(error)}`);
  });
}

/** An official release runs them, and has the hosts of all languages. */
function pluginsRunIn(folder: string): boolean {
  return [hostBehind, "pulumi-language-go"].some((program) => findProgram(program, [folder]) !== undefined);
}

async function putInFront(built: string, folder: string): Promise<void> {
  const [file = host] = fileNames(host);
  const [behind = hostBehind] = fileNames(hostBehind);
  // In this order, so that a CLI that starts now finds a working host.
  await copyFile(join(folder, file), join(folder, behind));
  await rename(join(built, file), join(folder, file));
}
