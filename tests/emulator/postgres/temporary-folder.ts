import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folders: string[] = [];

afterAll(() => {
  for (const path of folders) rmSync(path, { recursive: true, force: true });
});

/** A new folder that every account can enter, removed when the tests of the file have run. */
export function temporaryFolder(): string {
  const path = mkdtempSync(join(tmpdir(), "pg-test-"));
  chmodSync(path, 0o711);
  folders.push(path);
  return path;
}
