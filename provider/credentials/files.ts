import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { CredentialsError } from "../errors/package-errors";
import { systemErrorCode } from "../model/objects";
import { printable } from "../model/printable";
import type { Missing } from "./credential";

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

/** The text of a file. */
export interface FileText {
  readonly text: string;
}

/**
 * Reads a file, or says why there is nothing to read: where nobody named the file, another user's is as good as none.
 *
 * Throws {@link CredentialsError} where it cannot be read otherwise.
 */
export async function readText(path: string, { isNamed }: { readonly isNamed: boolean }): Promise<FileText | Missing> {
  try {
    return { text: decoded(await readFile(path)) };
  } catch (error) {
    const [name, code] = [printable(path, 300), systemErrorCode(error)];
    if (code === "ENOENT" || code === "ENOTDIR") return { missing: `${name} does not exist` };
    if (!isNamed && (code === "EACCES" || code === "EPERM")) return { missing: `${name} may not be read (${code})` };
    throw new CredentialsError(
      `${name} cannot be read (${code ?? "for no known reason"}). Check the file and its permissions`,
    );
  }
}

/** Editors and shells of Windows write UTF-16, or a byte order mark before UTF-8. The decoder removes the mark. */
function decoded(bytes: Uint8Array): string {
  const mark = [bytes[0], bytes[1]].join();
  const encoding = mark === "255,254" ? "utf-16le" : mark === "254,255" ? "utf-16be" : "utf-8";
  return new TextDecoder(encoding).decode(bytes);
}
