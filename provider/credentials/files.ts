import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { CredentialsError } from "../errors/package-errors";
import { systemErrorCode } from "../model/objects";
import { printable } from "../model/printable";

/** The folders in which a machine keeps credentials. */
export interface Machine {
  readonly home: string;
  /** The folder of settings for all users. */
  readonly systemFolder: string;
}

/** The machine that this process runs on, by its environment. */
export function thisMachine(env: NodeJS.ProcessEnv): Machine {
  const home = process.platform === "win32" ? env.USERPROFILE : env.HOME;
  return { home: home === undefined || home === "" ? homedir() : home, systemFolder: "/etc/tencentcloud" };
}

/** A path in which `~/` stands for the home folder. */
export function inHome(path: string, { home }: Machine): string {
  return path.startsWith("~/") ? join(home, path.slice(2)) : path;
}

/** The text of a file, or `undefined` where there is none. Throws {@link CredentialsError} where it cannot be read. */
export async function readFileIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw new CredentialsError(
      `${printable(path, 300)} cannot be read (${code ?? "for no known reason"}). Check the file and its permissions`,
    );
  }
}
