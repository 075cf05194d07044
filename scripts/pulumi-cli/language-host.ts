import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parse } from "yaml";
import { ensurePulumiCli } from "./ensure";
import { ensureFurtherProgram } from "./further-program";
import type { PulumiCli, Surroundings } from "./find";
import { goBuild } from "./install/go-build";
import { pythonHost, yamlHost } from "./install/go-programs";
import { officialInstaller } from "./install/official-installer";
import type { WayToGetCli } from "./install/way";

/** The languages besides those of Node.js whose hosts can be installed. */
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
 * Finds a language host beside the CLI, on PATH or in the cache; otherwise takes it from the official release, or builds it
 * with Go.
 *
 * @throws PulumiCliUnavailableError with everything that was tried and what to do.
 */
export async function ensureLanguageHost(
  runtime: OtherRuntime,
  surroundings: Surroundings & { readonly ways?: readonly WayToGetCli[] } = {},
): Promise<PulumiCli> {
  const { goProgram, files } = hosts[runtime];
  const { ways = [officialInstaller(), goBuild([goProgram])], ...rest } = surroundings;
  const cli = await ensurePulumiCli(rest);
  const purpose = `runs programs in ${runtime}`;
  const folder = await ensureFurtherProgram({ name: goProgram.name, purpose, files, ways }, [cli.folder], rest);
  return folder === undefined || folder === cli.folder ? cli : { ...cli, hostFolder: folder };
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
    // The CLI's own message about the file is better.
    return undefined;
  }
}
