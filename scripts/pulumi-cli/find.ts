import { dirname } from "node:path";
import { cachedCliFolder } from "./cache-folder";
import { askVersion, findProgram, foldersOnPath } from "./executable";
import { resourcePluginName, writeResourcePlugin } from "./resource-plugin";
import { sayOnStderr, type Say } from "./say";
import { isAtLeast, oldestPulumiVersion } from "./version";

/** A Pulumi CLI that can run this project's programs. */
export interface PulumiCli {
  /** Path of the program `pulumi`. */
  readonly program: string;
  /** Folder to put first on PATH: the engine looks for its plugins there and beside the CLI. */
  readonly folder: string;
  /** Another folder to put on PATH, for a language host that is not beside the CLI. */
  readonly hostFolder?: string;
}

/** Where to look, and where messages go. */
export interface Surroundings {
  /** @default process.env */
  readonly env?: NodeJS.ProcessEnv;
  /** @default to stderr */
  readonly say?: Say;
}

const plugins = ["pulumi-language-nodejs", resourcePluginName];

/** Finds a usable Pulumi CLI: on PATH, else in the cache. If it skips one, it says why. */
export async function findPulumiCli(surroundings: Surroundings = {}): Promise<PulumiCli | undefined> {
  return (await findOnPath(surroundings)) ?? (await findInCache(surroundings));
}

/** The CLI on PATH, when it is new enough and has its plugins for Node.js beside it or on PATH. */
export async function findOnPath({
  env = process.env,
  say = sayOnStderr,
}: Surroundings): Promise<PulumiCli | undefined> {
  const program = findProgram("pulumi", foldersOnPath(env));
  if (!program) return undefined;
  return usable(program, [dirname(program), ...foldersOnPath(env)], env, say);
}

/** The CLI in the cache folder, when it is there and runs. */
export async function findInCache({
  env = process.env,
  say = sayOnStderr,
}: Surroundings): Promise<PulumiCli | undefined> {
  const folder = cachedCliFolder(env);
  const program = findProgram("pulumi", [folder]);
  if (!program) return undefined;
  if (findProgram("pulumi-language-nodejs", [folder])) writeResourcePlugin(folder);
  return usable(program, [folder], env, say);
}

async function usable(
  program: string,
  pluginFolders: readonly string[],
  env: NodeJS.ProcessEnv,
  say: Say,
): Promise<PulumiCli | undefined> {
  const shortcoming = await shortcomingOf(program, pluginFolders, env);
  if (shortcoming === undefined) return { program, folder: dirname(program) };
  say(`${program} is not used: ${shortcoming}.`);
  return undefined;
}

/** Why this CLI is not usable: its plugins for Node.js are in none of the folders, it is too old, or it does not run. */
export async function shortcomingOf(
  program: string,
  pluginFolders: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  return missingPlugins(pluginFolders) ?? (await wrongVersion(program, env));
}

function missingPlugins(folders: readonly string[]): string | undefined {
  const missing = plugins.filter((plugin) => !findProgram(plugin, folders));
  return missing.length === 0 ? undefined : `${missing.join(" and ")} is missing beside it and on PATH`;
}

async function wrongVersion(program: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  try {
    const version = await askVersion(program, env);
    if (isAtLeast(version, oldestPulumiVersion)) return undefined;
    return `it is ${version || "of no known version"}, and ${oldestPulumiVersion} or newer is needed`;
  } catch (error) {
    return `\`pulumi version\` fails: ${error instanceof Error ? error.message.trim() : String(error)}`;
  }
}
