import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repository } from "./pages";

interface Module {
  readonly name: string;
  readonly children: readonly { readonly name: string }[];
}

test("the API reference builds without a warning and has every public name", () => {
  const folder = mkdtempSync(join(tmpdir(), "api-"));
  const json = join(folder, "api.json");
  const typedoc = join(repository, "node_modules", "typedoc", "bin", "typedoc");
  const { status, stdout, stderr } = spawnSync(process.execPath, [typedoc, "--json", json], {
    cwd: repository,
    encoding: "utf8",
  });
  expect(`${stdout}${stderr}`).not.toMatch(/\[(warning|error)\]|warning:|error:/);
  expect(status).toBe(0);
  const { children: modules } = JSON.parse(readFileSync(json, "utf8")) as { children: Module[] };
  rmSync(folder, { recursive: true });
  const documented = Object.fromEntries(modules.map(({ name, children }) => [name, children.map((of) => of.name)]));
  expect(Object.keys(documented)).toEqual(["index", "plugin/node"]);
  for (const [module, names] of Object.entries(documented)) {
    const source = readFileSync(join(repository, "provider", `${module.replace(/node$/, "node/index")}.ts`), "utf8");
    const exported = [...source.replace(/from ".*"/g, "").matchAll(/\b(?!(?:export|type)\b)\w+/g)].map(
      ([name]) => name,
    );
    expect([...names].sort()).toEqual([...new Set(exported)].sort());
  }
});
