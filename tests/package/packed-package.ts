import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { run } from "./user-project";

export const repository = resolve(__dirname, "..", "..");

/** Packs this package or the one in another folder, as it is built now, and returns the tarball's path. */
export async function packPackage(folder: string, packed = repository): Promise<string> {
  // Without scripts: others use the build at this moment.
  await run("npm", ["pack", "--ignore-scripts", "--pack-destination", folder], { cwd: packed });
  const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz"));
  if (tarball === undefined) throw new Error(`npm pack left no tarball in ${folder}.`);
  return join(folder, tarball);
}

/** Unpacks a tarball into a folder, as an installation does. */
export function unpack(tarball: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  execFileSync("tar", ["-xzf", tarball, "-C", folder, "--strip-components=1"]);
}

/** The paths of all files in a tarball, without the folder `package` that they are all in. */
export function filesIn(tarball: string): string[] {
  const listing = execFileSync("tar", ["-tzf", tarball], { encoding: "utf8" });
  return listing
    .trim()
    .split(/\r?\n/)
    .map((path) => path.replace(/^package\//, ""));
}
