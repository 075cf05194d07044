import { randomUUID } from "node:crypto";
import { chmod, mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";

const keptMilliseconds = 2 * 24 * 60 * 60 * 1000;

/**
 * Returns the path of a cached folder, which `make` fills when today's is not there yet.
 *
 * A folder serves for one day only (UTC): systems clear old files out of their temporary folder one by one, and a
 * folder from which some are missing would be taken for a whole one.
 *
 * @param make fills the folder whose path it is given, and which it has to create.
 */
export async function cachedDirectory(
  home: string,
  name: string,
  make: (path: string) => Promise<void>,
): Promise<string> {
  const cache = join(home, "cache");
  await mkdir(cache, { recursive: true });
  await chmod(cache, 0o711);
  const path = join(cache, `${name}-${new Date().toISOString().slice(0, 10)}`);
  if (await exists(path)) return path;
  await removeOld(cache);
  const fresh = join(cache, `making-${randomUUID()}`);
  try {
    await make(fresh);
    await rename(fresh, path);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    // Another emulator may have been quicker; then its folder is as good as ours.
    if (!(await exists(path))) throw error;
  }
  return path;
}

async function removeOld(cache: string): Promise<void> {
  for (const name of await readdir(cache)) {
    const path = join(cache, name);
    const found = await stat(path).catch(() => undefined);
    if (found && Date.now() - found.ctimeMs > keptMilliseconds) await rm(path, { recursive: true, force: true });
  }
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
