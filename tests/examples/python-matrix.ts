import { execFileSync } from "node:child_process";
import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ensureLanguageHost } from "../../scripts/pulumi-cli";
import { packSdks } from "../../scripts/sdks/write-sdks";
import { codeBlocksOf } from "../docs/pages";
import { readmeCommands } from "./code-blocks";
import { repository } from "./playground";
import { useExample } from "./use-example";

// Not part of `npm test`, because it needs Python: `npm run test:matrix`.

// Building host and generator may take longer than a test.
beforeAll(async () => {
  mustHavePython();
  await ensureLanguageHost("python");
}, 1_200_000);

const { emulator, playground } = useExample("python", { taskSeconds: 0.3 });

test("a program in Python can preview, up, check for drift, repair it, and destroy with SSL off", async () => {
  const [generate, install, prepare, check, repair, cleanUp] = readmeCommands("python", 6);
  const { control } = emulator();
  await control.changeInstance("postgres-emu00002", { sslEnabled: true, connectAddress: "10.0.0.2" });
  execFileSync("bash", ["-euo", "pipefail", "-c", generate], { cwd: repository, stdio: "inherit" });
  // As `examples/local.env` does.
  symlinkSync(join(repository, "artifacts"), join(playground().folder, "..", "..", "artifacts"), "junction");
  await playground().mustSh(install);
  const inEnvironment = (commands: string) => `source venv/bin/activate\n${commands}`;

  const { stdout } = await playground().mustSh(prepare, { PULUMI_OPTION_SKIP_PREVIEW: "false" });
  expect(stdout).toContain("tencentcloud-postgres-ssl:index:InstanceSslConfig orders create");
  const { caUrl } = control.instance("postgres-emu00001");
  expect(control.instance("postgres-emu00001")).toMatchObject({ sslEnabled: true, connectAddress: "10.0.0.1" });
  const outputs = await playground().mustSh("pulumi stack output --json");
  expect(JSON.parse(outputs.stdout)).toEqual({ caUrl, billingHasSsl: true });

  expect(await playground().sh(inEnvironment(check))).toMatchObject({ exitCode: 0 });
  await control.changeInstance("postgres-emu00001", { sslEnabled: false });
  expect(await playground().sh(inEnvironment(check))).toMatchObject({ exitCode: 7 });
  await playground().mustSh(inEnvironment(repair));
  expect(control.instance("postgres-emu00001")).toMatchObject({ sslEnabled: true, modifies: 2 });
  expect(await playground().sh(inEnvironment(check))).toMatchObject({ exitCode: 0 });

  await playground().mustSh(inEnvironment(cleanUp));
  expect(control.instance("postgres-emu00001")).toMatchObject({ sslEnabled: false, modifies: 3 });
});

test("the program in Python of the Registry's page turns SSL on", async () => {
  const [, install] = readmeCommands("python", 6);
  const { folder } = playground();
  await packSdks(join(repository, "plugin", "schema.json"), join(folder, "..", "..", "artifacts", "sdks"));
  await playground().mustSh(install);
  const [program] = codeBlocksOf("docs/_index.md").filter(({ language }) => language === "python");
  const text = (program?.code ?? "").replace("postgres-5gevh7gr", "postgres-emu00003").replace("10.6.0.4", "10.0.0.3");
  writeFileSync(join(folder, "__main__.py"), text);

  await playground().mustSh("source venv/bin/activate\npulumi stack init dev\npulumi up --yes");

  const { sslEnabled, connectAddress, caUrl } = emulator().control.instance("postgres-emu00003");
  expect({ sslEnabled, connectAddress }).toEqual({ sslEnabled: true, connectAddress: "10.0.0.3" });
  const outputs = await playground().mustSh("source venv/bin/activate\npulumi stack output --json");
  expect(JSON.parse(outputs.stdout)).toEqual({ caUrl });
});

function mustHavePython(): void {
  try {
    execFileSync("python3", ["-c", "import sys, venv; sys.exit(sys.version_info < (3, 9))"]);
  } catch (cause) {
    throw new Error("npm run test:matrix needs Python 3.9 or newer, with venv, as `python3` on PATH.", { cause });
  }
}
