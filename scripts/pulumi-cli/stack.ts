import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { startCommand, waitForCommand, type CommandResult, type OnLine, type RunningCommand } from "./command";
import { writeProgram } from "./project-folder";

/** Config values by key; a secret one is encrypted. */
export type StackConfig = Readonly<Record<string, string | { readonly secret: string }>>;

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

/** Where a stack lives. */
export interface StackPlace {
  readonly cliProgram: string;
  readonly name: string;
  readonly projectDir: string;
  readonly backendDir: string;
  /** Removed with the stack. */
  readonly ownFolder: string;
  readonly env: NodeJS.ProcessEnv;
}

/** A stack in a local backend, and the CLI that works on it. */
export class Stack {
  private readonly started: RunningCommand[] = [];

  constructor(private readonly place: StackPlace) {}

  /** The stack's name. */
  get name(): string {
    return this.place.name;
  }

  /** Folder that the CLI runs in. */
  get projectDir(): string {
    return this.place.projectDir;
  }

  /** Folder of the local state backend. */
  get backendDir(): string {
    return this.place.backendDir;
  }

  /** Environment that the CLI runs in. */
  get env(): NodeJS.ProcessEnv {
    return this.place.env;
  }

  /** Starts `pulumi ARGS` without colours and questions, and returns at once. */
  spawn(args: readonly string[], { onLine, env = {} }: RunOptions = {}): RunningCommand {
    const command = startCommand(this.place.cliProgram, [...args, "--non-interactive", "--color", "never"], {
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
    if (result.exitCode === 0) return result;
    // Only the command's name: its arguments may hold secrets.
    throw new Error(`\`pulumi ${args[0] ?? ""}\` ended with exit code ${result.exitCode}:\n${result.output}`);
  }

  /** Sets one config value, encrypted when it is a secret. */
  async setConfig(key: string, value: string, { secret = false }: { secret?: boolean } = {}): Promise<void> {
    await this.setAllConfig({ [key]: secret ? { secret: value } : value });
  }

  /** Sets config values. */
  async setAllConfig(config: StackConfig): Promise<void> {
    const args = Object.entries(config).flatMap(([key, value]) =>
      typeof value === "string" ? ["--plaintext", `${key}=${value}`] : ["--secret", `${key}=${value.secret}`],
    );
    if (args.length > 0) await this.mustRun(["config", "set-all", ...args]);
  }

  /** The stack's state, parsed; secrets stay encrypted. */
  async export(): Promise<StackExport> {
    return JSON.parse((await this.mustRun(["stack", "export"])).stdout) as StackExport;
  }

  /** The resources of the state, read from the backend's file: an export would start the CLI. */
  resources(): readonly ExportedResource[] {
    const stacks = join(this.backendDir, ".pulumi", "stacks");
    const files = readdirSync(stacks).map((project) => join(stacks, project, `${this.name}.json`));
    const { checkpoint } = JSON.parse(readFileSync(files.find(existsSync) ?? "", "utf8")) as {
      readonly checkpoint: { readonly latest?: StackExport["deployment"] };
    };
    return checkpoint.latest?.resources ?? [];
  }

  /** The stack's outputs, secrets in clear text. */
  async outputs(): Promise<Record<string, unknown>> {
    const { stdout } = await this.mustRun(["stack", "output", "--json", "--show-secrets"]);
    return JSON.parse(stdout) as Record<string, unknown>;
  }

  /** Replaces the source of a stack that was created from a `program`. */
  setProgram(program: string): void {
    writeProgram(program, this.projectDir);
  }

  /** Ends what still runs and removes the stack's own folders. Destroys nothing: run `destroy` for that. */
  remove(): void {
    for (const command of this.started) command.killEverything();
    rmSync(configFile(this.projectDir, this.name), { force: true });
    rmSync(this.place.ownFolder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** The file that the CLI keeps a stack's config and encryption salt in. */
export function configFile(projectDir: string, stackName: string): string {
  return join(projectDir, `Pulumi.${stackName}.yaml`);
}
