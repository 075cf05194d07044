import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const repository = resolve(__dirname, "..", "..");

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "counts-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("jest's own counts are recorded, and a test file that cannot be loaded counts as failed", () => {
  writeFileSync(join(folder, "a.test.js"), `test("yes", () => {}); test("no", () => { throw new Error("no"); });`);
  writeFileSync(join(folder, "b.test.js"), `throw new Error("not loadable");`);
  writeFileSync(join(folder, "jest.config.json"), "{}");
  const jest = spawnSync(
    process.execPath,
    [
      join(repository, "node_modules", "jest", "bin", "jest.js"),
      ...["--rootDir", folder, "--config", join(folder, "jest.config.json")],
      ...["--reporters", join(repository, "scripts", "count-reporter.cjs")],
    ],
    { cwd: folder, env: { ...process.env, TEST_COUNTS_FILE: join(folder, "counts") } },
  );
  expect(jest.status).toBe(1);
  expect(readFileSync(join(folder, "counts"), "utf8")).toBe("1 passed, 2 failed\n");
});
