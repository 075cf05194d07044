import { execFile } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";

const versionTimeoutSeconds = 60;

/** The file names under which a program called `name` may lie in a folder of this platform. */
export function fileNames(name: string): readonly string[] {
  return process.platform === "win32" ? [`${name}.exe`, `${name}.cmd`] : [name];
}

/** The path of the program in one of the folders, the first that has it; undefined when none has. */
export function findProgram(name: string, folders: readonly string[]): string | undefined {
  return folders.flatMap((folder) => fileNames(name).map((file) => join(folder, file))).find(isExecutable);
}

/** The folders on PATH, in order. */
export function foldersOnPath(env: NodeJS.ProcessEnv): string[] {
  return (env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
}

/**
 * What `pulumi version` of this program answers, such as `v3.259.0`.
 *
 * @throws when the program does not run, or not within a minute.
 */
export async function askVersion(program: string, env: NodeJS.ProcessEnv): Promise<string> {
  const { stdout } = await promisify(execFile)(program, ["version"], {
    env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" },
    timeout: versionTimeoutSeconds * 1000,
    shell: program.endsWith(".cmd"),
  });
  return stdout.trim();
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
