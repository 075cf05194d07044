import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Emulator, startEmulator } from "../../emulator/src";
import { ensurePulumiCli, type PulumiCli, pulumiEnvironment, type RunningCommand } from "../../scripts/pulumi-cli";
import { Stack } from "../../scripts/pulumi-cli/stack";
import { copyProject } from "../../scripts/pulumi-cli/project-folder";
import type { DeclarationsFile } from "./declarations-file";
import { type StackName, STACKS } from "./scenario";

/** The part of the engine's checkpoint that is judged. */
export interface CheckpointResource {
  readonly urn: string;
  readonly type: string;
  readonly provider?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
  readonly delete?: boolean;
  readonly pendingReplacement?: boolean;
  readonly initErrors?: readonly string[];
  readonly dependencies?: readonly string[];
}

/** Where scenarios are played one after the other: a cloud of its own, and a project with two empty stacks to copy. */
export class Stage {
  private constructor(
    readonly emulator: Emulator,
    private readonly cli: PulumiCli,
    private readonly folder: string,
  ) {}

  static async open(): Promise<Stage> {
    const cli = await ensurePulumiCli();
    const folder = realpathSync(mkdtempSync(join(tmpdir(), "pulumi-scenarios-")));
    const emulator = await startEmulator({ instances: 4, servers: 0, taskSeconds: 0.3, checkReplies: true });
    const stage = new Stage(emulator, cli, folder);
    const template = join(folder, "template");
    copyProject(join(__dirname, "project"), join(template, "project"));
    for (const name of STACKS) {
      mkdirSync(join(template, "state"), { recursive: true });
      await stage.stack(template, name).mustRun(["stack", "init", name]);
    }
    return stage;
  }

  /** Puts the cloud back to its start, and two empty stacks into a folder of their own. */
  async set(): Promise<Scenery> {
    await this.emulator.reset();
    const folder = mkdtempSync(join(this.folder, "scenario-"));
    cpSync(join(this.folder, "template"), folder, { recursive: true, verbatimSymlinks: true });
    const stacks = STACKS.map((name) => [name, this.stack(folder, name)] as const);
    return new Scenery(folder, Object.fromEntries(stacks) as Record<StackName, Stack>);
  }

  async close(): Promise<void> {
    await this.emulator.close();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }

  private stack(folder: string, name: StackName): Stack {
    const { endpoint, secretId, secretKey, region } = this.emulator;
    const home = join(this.folder, "home");
    mkdirSync(home, { recursive: true });
    const backendDir = join(folder, "state");
    const env = pulumiEnvironment({
      cli: this.cli,
      home,
      backendDir,
      env: {
        TENCENTCLOUD_POSTGRES_ENDPOINT: endpoint,
        TENCENTCLOUD_SECRET_ID: secretId,
        TENCENTCLOUD_SECRET_KEY: secretKey,
        TENCENTCLOUD_REGION: region,
      },
    });
    return new Stack({
      cliProgram: this.cli.program,
      name,
      projectDir: join(folder, "project"),
      backendDir,
      ownFolder: folder,
      env,
    });
  }
}

/** The two stacks of one scenario. */
export class Scenery {
  constructor(
    private readonly folder: string,
    private readonly stacks: Readonly<Record<StackName, Stack>>,
  ) {}

  /** Starts a command of the CLI for the stack, whose program then reads this. */
  spawn(stack: StackName, program: DeclarationsFile, args: readonly string[]): RunningCommand {
    writeFileSync(join(this.folder, "project", `program.${stack}.json`), JSON.stringify(program));
    return this.stacks[stack].spawn([...args, "--stack", stack]);
  }

  /** The stack's checkpoint as it lies in the backend; to export it would cost a start of the CLI after each step. */
  checkpoint(stack: StackName): string {
    return readFileSync(join(this.folder, "state", ".pulumi", "stacks", "scenario", `${stack}.json`), "utf8");
  }

  resources(stack: StackName): readonly CheckpointResource[] {
    const { checkpoint } = JSON.parse(this.checkpoint(stack)) as {
      checkpoint: { latest?: { resources?: CheckpointResource[] } };
    };
    const resources = checkpoint.latest?.resources ?? [];
    return resources.filter(({ type }) => type.endsWith("InstanceSslConfig"));
  }

  /** What `pulumi cancel` does: a CLI that was killed has left its lock behind. */
  unlock(): void {
    rmSync(join(this.folder, "state", ".pulumi", "locks"), { recursive: true, force: true });
  }

  remove(): void {
    for (const stack of Object.values(this.stacks)) stack.remove();
  }
}
