import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { ensurePulumiCli } from "../../scripts/pulumi-cli";
import { startCommand, waitForCommand } from "../../scripts/pulumi-cli/command";
import { codeBlocks, readmeCommands } from "./code-blocks";
import { repository } from "./playground";

// Not part of `npm test`, because it installs from the registry: `npm run test:matrix`.

let root: string;
let copy: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "copy-"));
  copy = join(root, "databases");
  mkdirSync(copy);
});
afterEach(() => rmSync(root, { recursive: true, force: true, maxRetries: 3 }));

test("a copy of the GitOps example installs with `npm ci` once its README is followed, and its types are right", async () => {
  cpSync(join(repository, "examples", "gitops"), copy, { recursive: true });
  const [pack, install] = readmeCommands("gitops", 4);

  await bash(repository, pack.replaceAll("../databases", copy));
  await bash(copy, `${install}\nnpm run typecheck`);

  expect(readdirSync(join(copy, "node_modules"))).toContain("pulumi-tencentcloud-postgres-ssl");
});

test("the template's project installs as the templates' README says while the package is in no registry", async () => {
  const [, make = ""] = codeBlocks("templates/README.md", "sh");

  await bash(repository, `${make.replaceAll("../databases", copy)}\nnpm run typecheck`);

  expect(readdirSync(join(copy, "node_modules"))).toContain("pulumi-tencentcloud-postgres-ssl");
});

async function bash(cwd: string, script: string): Promise<void> {
  const { folder } = await ensurePulumiCli();
  const env = {
    ...process.env,
    PATH: [folder, process.env.PATH].join(delimiter),
    PULUMI_HOME: join(root, "home"),
    PULUMI_BACKEND_URL: `file://${root}`,
    // Others use the build of the repository at this moment, which a `npm pack` with scripts would remove for a while.
    npm_config_ignore_scripts: "true",
  };
  const result = await waitForCommand(startCommand("bash", ["-euo", "pipefail", "-c", script], { cwd, env }), 500);
  if (result.exitCode !== 0) throw new Error(`${script}\n${result.output}`);
}
