import type { Tarball } from "./packages";
import { run } from "./run";

/** Whether the registry has this version. @throws when it cannot be asked */
export function isPublished({ name, version }: Tarball): boolean {
  try {
    return run("npm", ["view", `${name}@${version}`, "version"]).trim() === version;
  } catch (error) {
    // The first version of a package is of one that the registry does not know.
    if (String(error).includes("E404")) return false;
    throw error;
  }
}

/** Publishes it with a statement of which commit and which run it was made by. */
export function publish({ path }: Tarball): void {
  run("npm", ["publish", path, "--provenance", "--access", "public"]);
}
