import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A folder for PATH in which `sleep` lasts a second, however long it was to last. */
export function quickSleep(folder: string): string {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "sleep");
  writeFileSync(file, "#!/bin/sh\nexec /bin/sleep 1\n");
  chmodSync(file, 0o755);
  return folder;
}
