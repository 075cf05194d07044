import { mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { startCommand, waitForCommand, type CommandResult, type OnLine, type RunningCommand } from "./command";
import { ensurePulumiCli } from "./ensure";
import { pulumiEnvironment } from "./environment";
import { copyProject, writeProgram, writeProject } from "./project-folder";

/** A stack's project, settings and surroundings. */
export type StackOptions = (
  | {
      /** Folder of a Pulumi project. */
      readonly projectDir: string;
      /** Run it where it lies, with its own node_modules, instead of in a copy. @default false */
      readonly inPlace?: boolean;
    }
  | {
      /** TypeScript source of a program; this package and the Pulumi SDK can be imported. */
      readonly program: string;
    }
) & {
  /** @default "test" */
  readonly stackName?: string;
  /** Config values by key, such as `{ "tencentcloud:region": "ap-singapore" }`. */
  readonly config?: Readonly<Record<string, string | { readonly secret: string }>>;
  /** Variables on top of {@link pulumiEnvironment}. */
  readonly env?: Readonly<Record<string, string>>;
  /** Folder of the local state backend. @default one of its own, removed with the stack */
  readonly backendDir?: string;
};

/** How one command is run. */
export interface RunOptions {
  readonly onLine?: OnLine;
  /** After this it is killed and the call rejects with a CommandTimeoutError. @default 300 */
  readonly timeoutSeconds?: number;
  /** Variables for this command only. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The part of `pulumi stack export` that tests look at. */
export interface StackExport {
  readonly deployment: {
    readonly resources?: readonly ExportedResource[];
    readonly pending_operations?: readonly unknown[];
  };
}

/** One resource of the state. */
export interface ExportedResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly initErrors?: readonly string[];
}

/**
 * Creates a stack of a Pulumi project in a local backend, in folders of its own.
 *
 * @throws when the CLI cannot be had, or `stack init` or `config set` fails.
 * @example
 * const stack = await createStack({ projectDir: "examples/quickstart", env: { TENCENTCLOUD_REGION: "ap-singapore" } });
 * const { exitCode, output } = await stack.run(["up", "--yes"], { onLine: console.log });
 * stack.remove();
 */
export async function createStack(options: StackOptions): Promise<Stack> {
  const cli = await ensurePulumiCli();
  // The real path: the engine and Node.js would otherwise disagree about where the project is on macOS.
  const ownFolder = realpathSync(mkdtempSync(join(tmpdir(), "pulumi-stack-")));
  const backendDir = resolve(options.backendDir ?? join(ownFolder, "state"));
  const home = join(ownFolder, "home");
  for (const folder of [backendDir, home]) mkdirSync(folder, { recursive: true });
  const stackName = options.stackName ?? "test";
  const env = pulumiEnvironment({ cli, home, backendDir, ...(options.env && { env: options.env }) });
  const stack = new Stack(cli.program, stackName, prepareProject(options, ownFolder), backendDir, ownFolder, env);
  try {
    await stack.mustRun(["stack", "init", stackName]);
    for (const [key, value] of Object.entries(options.config ?? {})) {
      await (typeof value === "string"
        ? stack.setConfig(key, value)
        : stack.setConfig(key, value.secret, { secret: true }));
    }
  } catch (error) {
    stack.remove();
    throw error;
  }
  return stack;
}

/** A stack in a local backend, and the CLI that works on it. */
export class Stack {
  private readonly started: RunningCommand[] = [];

  constructor(
    private readonly cliProgram: string,
    readonly name: string,
    /** Folder that the CLI runs in. */
    readonly projectDir: string,
    /** Folder of the local state backend. */
    readonly backendDir: string,
    private readonly ownFolder: string,
    /** Environment that the CLI runs in. */
    readonly env: NodeJS.ProcessEnv,
  ) {}

  /** Starts `pulumi ARGS` without colours and questions, and returns at once. */
  spawn(args: readonly string[], { onLine, env = {} }: RunOptions = {}): RunningCommand {
    const command = startCommand(this.cliProgram, [...args, "--non-interactive", "--color", "never"], {
      cwd: this.projectDir,
      env: { ...this.env, ...env },
      onLine,
    });
    this.started.push(command);
    return command;
  }

  /** Runs `pulumi ARGS`; resolves whatever the exit code is. */
  async run(args: readonly string[], options: RunOptions = {}): Promise<CommandResult> {
    return waitForCommand(this.spawn(args, options), options.timeoutSeconds ?? 300);
  }

  /** Runs `pulumi ARGS`. @throws with all that it printed when its exit code is not 0. */
  async mustRun(args: readonly string[], options: RunOptions = {}): Promise<CommandResult> {
    const result = await this.run(args, options);
    if (result.exitCode !== 0)
      throw new Error(`\`pulumi ${args.join(" ")}\` ended with exit code ${result.exitCode}:\n${result.output}`);
    return result;
  }

  /** Sets a config value, encrypted when it is a secret. */
  async setConfig(key: string, value: string, { secret = false }: { secret?: boolean } = {}): Promise<void> {
    // One argument for key and value: a value may begin with a dash.
    await this.mustRun(["config", "set-all", secret ? "--secret" : "--plaintext", `${key}=${value}`]);
  }

  /** The stack's state, parsed; secrets stay encrypted. */
  async export(): Promise<StackExport> {
    return JSON.parse((await this.mustRun(["stack", "export"])).stdout) as StackExport;
  }

  /** The stack's outputs, secrets in clear text. */
  async outputs(): Promise<Record<string, unknown>> {
    return JSON.parse((await this.mustRun(["stack", "output", "--json", "--show-secrets"])).stdout) as Record<
      string,
      unknown
    >;
  }

  /** Replaces the source of a stack that was created from a `program`. */
  setProgram(program: string): void {
    writeProgram(program, this.projectDir);
  }

  /** Ends what still runs and removes the stack's own folders. Destroys nothing: run `destroy` for that. */
  remove(): void {
    for (const command of this.started) command.killEverything();
    rmSync(join(this.projectDir, `Pulumi.${this.name}.yaml`), { force: true });
    rmSync(this.ownFolder, { recursive: true, force: true, maxRetries: 3 });
  }
}

function prepareProject(options: StackOptions, ownFolder: string): string {
  if ("projectDir" in options && options.inPlace) return resolve(options.projectDir);
  const folder = join(ownFolder, "project");
  if ("projectDir" in options) copyProject(options.projectDir, folder);
  else writeProject(options.program, folder);
  return folder;
}
