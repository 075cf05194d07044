import type { Tarball } from "./packages";
import { run } from "./run";

/** Whether the registry has this version. @throws when it cannot be asked */
export function isPublished({ name, version }: Tarball): boolean {
  try {
    return run("npm", ["view", `${name}@${version}`, "version"]).trim() === version;
  } catch (error) {
    // The registry does not know a package before its first version.
    if (String(error).includes("E404")) return false;
    throw error;
  }
}

/** Publishes it with a statement that names the commit and the run that built it. */
export function publish({ path }: Tarball): void {
  run("npm", ["publish", path, "--provenance", "--access", "public"]);
}
