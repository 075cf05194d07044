import { mkdir, rename } from "node:fs/promises";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parse } from "yaml";
import { cachedCliFolder } from "./cache-folder";
import { ensurePulumiCli } from "./ensure";
import { fileNames, findProgram, foldersOnPath } from "./executable";
import type { PulumiCli, Surroundings } from "./find";
import { getInFirstWay, NoWayWorksError } from "./install/first-way";
import { unfinished } from "./install/get-cli";
import { goBuild } from "./install/go-build";
import { pythonHost, yamlHost } from "./install/go-programs";
import { officialInstaller } from "./install/official-installer";
import { oneAtATime } from "./install/one-at-a-time";
import type { WayToGetCli } from "./install/way";
import { sayOnStderr } from "./say";
import { PulumiCliUnavailableError } from "./unavailable";

/** The languages other than that of Node.js whose hosts can be got. */
const hosts = {
  yaml: { goProgram: yamlHost, files: [yamlHost.name] },
  python: { goProgram: pythonHost, files: [pythonHost.name, "pulumi-language-python-exec"] },
} as const;

/** A runtime as `Pulumi.yaml` names it. */
export type OtherRuntime = keyof typeof hosts;

/** The CLI, and the language host that the Pulumi project of this folder needs. */
export async function ensureCliFor(folder: string, surroundings: Surroundings = {}): Promise<PulumiCli> {
  const runtime = runtimeOf(folder);
  if (runtime === "yaml" || runtime === "python") return ensureLanguageHost(runtime, surroundings);
  return ensurePulumiCli(surroundings);
}

/**
 * Finds a language host beside the CLI, on PATH or in the cache; else takes it out of the official release, or builds it
 * with Go.
 *
 * @throws PulumiCliUnavailableError with everything that was tried and what to do.
 */
export async function ensureLanguageHost(
  runtime: OtherRuntime,
  surroundings: Surroundings & { readonly ways?: readonly WayToGetCli[] } = {},
): Promise<PulumiCli> {
  const { goProgram, files } = hosts[runtime];
  const { env = process.env, say = sayOnStderr } = surroundings;
  const { ways = [officialInstaller(), goBuild([goProgram])] } = surroundings;
  const cli = await ensurePulumiCli({ env, say });
  const isIn = (folders: readonly string[]) => findProgram(goProgram.name, folders) !== undefined;
  if (isIn([cli.folder, ...foldersOnPath(env)])) return cli;

  const folder = cachedCliFolder(env);
  const withHost = cli.folder === folder ? cli : { ...cli, hostFolder: folder };
  if (isIn([folder])) return withHost;
  return oneAtATime(folder, say, async (signal) => {
    if (isIn([folder])) return withHost;
    say(`getting ${goProgram.name}, which runs programs in ${runtime}, into ${folder}; this is done once.`);
    try {
      await getInFirstWay(unfinished(folder), ways, { env, say, signal }, (got) => moveInto(folder, got, files));
    } catch (error) {
      if (!(error instanceof NoWayWorksError)) throw error;
      throw new PulumiCliUnavailableError(goProgram.name, ["it is not there."], folder, error.failed);
    }
    return withHost;
  });
}

async function moveInto(folder: string, got: string, files: readonly string[]): Promise<void> {
  const found = files.map((file) => {
    const names = [...fileNames(file), file];
    const name = names.find((candidate) => existsSync(join(got, candidate)));
    if (name === undefined) throw new Error(`it left no ${file} behind`);
    return name;
  });
  await mkdir(folder, { recursive: true });
  // The host itself last: where it is, all is.
  for (const name of found.reverse()) await rename(join(got, name), join(folder, name));
}

/** The runtime of the project that a folder is in, as the CLI finds it: here or in a folder above. */
function runtimeOf(folder: string): string | undefined {
  const start = resolve(folder);
  for (let at = start; ; at = dirname(at)) {
    const file = ["Pulumi.yaml", "Pulumi.yml"].map((name) => join(at, name)).find(existsSync);
    if (file !== undefined) return runtimeIn(file);
    if (at === dirname(at)) return undefined;
  }
}

function runtimeIn(file: string): string | undefined {
  try {
    const { runtime } = parse(readFileSync(file, "utf8")) as { runtime?: string | { name?: string } };
    return typeof runtime === "object" ? runtime.name : runtime;
  } catch {
    // The CLI says better what is wrong with the file.
    return undefined;
  }
}
