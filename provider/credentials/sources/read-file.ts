import { readFile } from "node:fs/promises";
import { CredentialsError } from "../../errors/package-errors";
import { printable } from "../../model/printable";
import { systemErrorCode } from "../system-error";

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
