import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repository } from "./pages";

test("the API reference is built without a warning, and has every public name", () => {
  const folder = mkdtempSync(join(tmpdir(), "api-"));
  const json = join(folder, "api.json");
  const typedoc = join(repository, "node_modules", "typedoc", "bin", "typedoc");
  const { status, stdout, stderr } = spawnSync(process.execPath, [typedoc, "--json", json], {
    cwd: repository,
    encoding: "utf8",
  });
  expect(`${stdout}${stderr}`).not.toMatch(/\[(warning|error)\]|warning:|error:/);
  expect(status).toBe(0);
  const { children } = JSON.parse(readFileSync(json, "utf8")) as { children: { name: string }[] };
  rmSync(folder, { recursive: true });
  const exported = [
    ...readFileSync(join(repository, "provider", "index.ts"), "utf8").matchAll(/\b(\w*(SslConfig\w*|OnDelete))\b/g),
  ];
  expect(children.map(({ name }) => name).sort()).toEqual([...new Set(exported.map(([, name]) => name))].sort());
});
