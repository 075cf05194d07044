import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import type { Emulator } from "../../emulator/src";
import { ensureCliFor, type ExportedResource, pulumiEnvironment, type StackExport } from "../../scripts/pulumi-cli";
import { type CommandResult, startCommand, waitForCommand } from "../../scripts/pulumi-cli/command";

export const repository = resolve(__dirname, "..", "..");

type Variables = Readonly<Record<string, string>>;

/** A copy of an example, as its user has it once the packages are installed, with a state backend of its own. */
export class Playground {
  private constructor(
    private readonly root: string,
    readonly folder: string,
    readonly env: NodeJS.ProcessEnv,
  ) {}

  /** @param variables on top of those of `examples/local.env`, which lead to the emulator */
  static async open(example: string, emulator: Emulator, variables: Variables = {}): Promise<Playground> {
    const cli = await ensureCliFor(join(repository, "examples", example));
    // The real path: the engine and Node.js would otherwise disagree about where the project is on macOS.
    const root = realpathSync(mkdtempSync(join(tmpdir(), "pulumi-example-")));
    const home = join(root, "home");
    const backendDir = join(root, "state");
    for (const folder of [home, backendDir]) mkdirSync(folder);
    // Above the project, as in a workspace: an `npm ci` in the project leaves it alone.
    symlinkSync(join(repository, "node_modules"), join(root, "node_modules"), "junction");
    const { endpoint } = emulator;
    const endpoints = { TENCENTCLOUD_POSTGRES_ENDPOINT: endpoint, TENCENTCLOUD_STS_ENDPOINT: endpoint };
    const env = { ...localVariables(), ...endpoints, ...variables };
    const folder = join(root, "examples", example);
    mkdirSync(join(root, "examples"));
    cpSync(join(repository, "examples", "Pulumi.yaml"), join(root, "examples", "Pulumi.yaml"));
    const playground = new Playground(root, folder, pulumiEnvironment({ cli, home, backendDir, env }));
    playground.add(example);
    return playground;
  }

  /** Copies another example to the side of the first. */
  add(example: string): void {
    const original = join(repository, "examples", example);
    const copy = join(this.root, "examples", example);
    cpSync(original, copy, { recursive: true, filter: (path) => basename(path) !== "node_modules" });
  }

  /** Runs a piece of bash in the example's folder, which ends at its first failing command. */
  sh(script: string, env: Variables = {}): Promise<CommandResult> {
    const options = { cwd: this.folder, env: { ...this.env, ...env } };
    return waitForCommand(startCommand("bash", ["-euo", "pipefail", "-c", script], options), 240);
  }

  /**
   * Runs a piece of bash that changes something. The preview that each `up` and `destroy` begins with is left out: it takes
   * half the time, and is not looked at.
   *
   * @throws with all that it printed when it ends with anything but 0
   */
  async mustSh(script: string, env: Variables = {}): Promise<CommandResult> {
    const result = await this.sh(script, { PULUMI_OPTION_SKIP_PREVIEW: "true", ...env });
    if (result.exitCode === 0) return result;
    throw new Error(`exit code ${result.exitCode} of\n${script}\n\n${result.output}`);
  }

  /** The dynamic resources in the state of a stack. */
  async resources(stack = "dev"): Promise<ExportedResource[]> {
    const { stdout } = await this.mustSh(`pulumi stack export --stack ${stack}`);
    const { resources = [] } = (JSON.parse(stdout) as StackExport).deployment;
    return resources.filter(({ type }) => type.startsWith("pulumi-nodejs:dynamic"));
  }

  /** The names of all stacks in the backend, of whichever project. */
  async stacks(): Promise<string[]> {
    const { stdout } = await this.mustSh("pulumi stack ls --all --json");
    return (JSON.parse(stdout) as { name: string }[]).map(({ name }) => name);
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** What `source examples/local.env` sets, but for folders. */
export function localVariables(): Record<string, string> {
  const lines = readFileSync(join(repository, "examples", "local.env"), "utf8").matchAll(/^export (\w+)=([^"].*)$/gm);
  return Object.fromEntries([...lines].map(([, name = "", value = ""]) => [name, value]));
}
