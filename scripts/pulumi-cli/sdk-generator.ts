import { join } from "node:path";
import { fileNames, findProgram, foldersOnPath } from "./executable";
import type { Surroundings } from "./find";
import { ensureFurtherProgram } from "./further-program";
import { goBuild } from "./install/go-build";
import { sdkGenerator } from "./install/go-programs";

/**
 * Finds the program that writes SDKs with Pulumi's own generators, or builds it with Go. It is called as
 * `pulumi-sdk-generator SCHEMA FOLDER`, and writes a folder for each language.
 *
 * @throws PulumiCliUnavailableError
 */
export async function ensureSdkGenerator(surroundings: Surroundings = {}): Promise<string> {
  const { name } = sdkGenerator;
  const program = { name, purpose: "writes SDKs", files: [name], ways: [goBuild([sdkGenerator])] };
  const folder = await ensureFurtherProgram(program, [], surroundings);
  if (folder !== undefined) return join(folder, fileNames(name)[0] ?? name);
  return findProgram(name, foldersOnPath(surroundings.env ?? process.env)) ?? name;
}
