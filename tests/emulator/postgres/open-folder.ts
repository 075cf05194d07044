import { chmodSync, mkdtempSync, rmSync } from "node:fs";

const folders: string[] = [];

afterAll(() => {
  for (const path of folders) rmSync(path, { recursive: true, force: true });
});

/** A new folder that every account can enter, with a path that is short enough for sockets in it; removed after the tests. */
export function openFolder(): string {
  const path = mkdtempSync("/tmp/pg-test-");
  chmodSync(path, 0o711);
  folders.push(path);
  return path;
}
