import { existsSync, mkdirSync, mkdtempSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { ensurePulumiCli } from "./ensure";
import { pulumiEnvironment } from "./environment";
import { ensureCliFor } from "./language-host";
import { copyProject, writeProject } from "./project-folder";
import { configFile, Stack, type StackConfig } from "./stack";

/** A stack's project, settings and environment. */
export type StackOptions = (
  | {
      /** Folder of a Pulumi project. */
      readonly projectDir: string;
      /** Run it in its own folder, with its own node_modules, instead of in a copy. @default false */
      readonly inPlace?: boolean;
    }
  | {
      /**
       * TypeScript source of a program; this package and the Pulumi SDK can be imported. Its types are not checked, so
       * that it may also be wrong.
       */
      readonly program: string;
    }
) & {
  /** @default "test" */
  readonly stackName?: string;
  /** Config values by key, such as `{ "tencentcloud:region": "ap-singapore" }`. */
  readonly config?: StackConfig;
  /** Variables on top of {@link pulumiEnvironment}. */
  readonly env?: Readonly<Record<string, string>>;
  /** Folder of the local state backend. @default one of its own, removed with the stack */
  readonly backendDir?: string;
};

/**
 * Creates a stack of a Pulumi project in a local backend, in folders of its own.
 *
 * @throws when there is no CLI, or `stack init` or `config set` fails.
 * @example
 * const stack = await createStack({ projectDir: "examples/quickstart", env: { TENCENTCLOUD_REGION: "ap-singapore" } });
 * const { exitCode, output } = await stack.run(["up", "--yes"], { onLine: console.log });
 * stack.remove();
 */
export async function createStack(options: StackOptions): Promise<Stack> {
  const name = options.stackName ?? "test";
  if ("projectDir" in options && options.inPlace) refuseToOverwrite(configFile(options.projectDir, name));
  const cli = "projectDir" in options ? await ensureCliFor(options.projectDir) : await ensurePulumiCli();
  // The real path: the engine and Node.js would otherwise disagree about where the project is on macOS.
  const ownFolder = realpathSync(mkdtempSync(join(tmpdir(), "pulumi-stack-")));
  const backendDir = resolve(options.backendDir ?? join(ownFolder, "state"));
  const home = join(ownFolder, "home");
  for (const folder of [backendDir, home]) mkdirSync(folder, { recursive: true });
  const projectDir = prepareProject(options, ownFolder);
  const untyped = "program" in options && { PULUMI_NODEJS_TRANSPILE_ONLY: "true" };
  const env = pulumiEnvironment({ cli, home, backendDir, env: { ...untyped, ...options.env } });
  const stack = new Stack({ cliProgram: cli.program, name, projectDir, backendDir, ownFolder, env });
  try {
    await stack.mustRun(["stack", "init", name]);
    await stack.setAllConfig(options.config ?? {});
  } catch (error) {
    stack.remove();
    throw error;
  }
  return stack;
}

function refuseToOverwrite(file: string): void {
  if (existsSync(file)) throw new Error(`${file} exists, and would be overwritten: name another stack.`);
}

function prepareProject(options: StackOptions, ownFolder: string): string {
  if ("projectDir" in options && options.inPlace) return resolve(options.projectDir);
  const folder = join(ownFolder, "project");
  if ("projectDir" in options) copyProject(options.projectDir, folder);
  else writeProject(options.program, folder);
  return folder;
}
