import { mkdtempSync, readdirSync, realpathSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repository } from "../../package/packed-package";
import { run } from "../../package/user-project";

/** Packs the emulator, as it is built now, and returns the tarball's path. */
export async function packEmulator(folder: string): Promise<string> {
  // Without scripts: others use the build at this moment.
  const args = ["pack", "--ignore-scripts", "--pack-destination", folder];
  await run("npm", args, { cwd: join(repository, "emulator") });
  const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz"));
  if (tarball === undefined) throw new Error(`npm pack left no tarball in ${folder}.`);
  return join(folder, tarball);
}

/** A new project outside the repository with this package, and nothing else, installed. */
export async function projectWith(tarball: string): Promise<string> {
  const folder = newFolder();
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "outside", private: true }));
  await install(folder, tarball);
  return folder;
}

export async function install(folder: string, ...packages: readonly string[]): Promise<void> {
  await run("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund", ...packages], { cwd: folder });
}

/** A new folder outside the repository. */
export function newFolder(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), "emulator-package-")));
}

/** The sizes of all files in a folder together, in megabytes. What they take on a disk depends on its blocks. */
export function megabytes(folder: string): number {
  const files = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
  const bytes = files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
  return bytes / 1e6;
}
