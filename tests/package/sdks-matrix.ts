import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { language } from "../../plugin/schema.json";
import { createStack, ensureLanguageHost, ensurePluginsRun } from "../../scripts/pulumi-cli";
import { pulumiVersion } from "../../scripts/pulumi-cli/version";
import { packSdks, writeSdks } from "../../scripts/sdks/write-sdks";
import { codeBlocksOf } from "../docs/pages";
import { packPackage, repository, unpack } from "./packed-package";
import { temporaryFolder } from "./temporary-folder";
import { UnpackedProject } from "./unpacked-project";

// Not part of `npm test`, because it takes long: `npm run test:matrix`.

const folder = temporaryFolder();
const schema = join(repository, "plugin", "schema.json");

// Building host and generator may take longer than a test.
beforeAll(async () => ensurePluginsRun(await ensureLanguageHost("yaml")), 1_200_000);

test("Pulumi's generators accept the schema without a warning, and the SDK for Node.js compiles", async () => {
  const archives = await packSdks(schema, join(folder, "sdks"));

  expect(archives).toHaveLength(3);
  const nodejs = join(folder, "nodejs");
  unpack(archives.find((archive) => archive.includes("-nodejs-")) ?? "", nodejs);
  symlinkSync(join(repository, "node_modules"), join(nodejs, "node_modules"), "junction");
  const tsc = join(repository, "node_modules", "typescript", "bin", "tsc");
  execFileSync(process.execPath, [tsc, "-p", nodejs], { stdio: "pipe" });
  expect(existsSync(join(nodejs, "bin", "instanceSslConfig.js"))).toBe(true);
}, 1_200_000);

test("the programs in Go of the Registry's page compile with the SDK", async () => {
  const { importBasePath } = language.go;
  const root = join(folder, "go-programs");
  const sdk = importBasePath.replace(/^.*\/sdk\//, "sdk/");
  await writeSdks(schema, join(folder, "sources"));
  cpSync(join(folder, "sources", "go", "tencentcloudpostgresssl"), join(root, sdk), { recursive: true });
  const module = importBasePath.slice(0, -sdk.length - 1);
  writeFileSync(
    join(root, "go.mod"),
    `module ${module}\n\ngo 1.25.11\n\nrequire github.com/pulumi/pulumi/sdk/v3 v${pulumiVersion}\n`,
  );
  const programs = codeBlocksOf("docs/_index.md").filter((block) => block.language === "go");
  expect(programs).toHaveLength(2);
  programs.forEach(({ code }, index) => {
    mkdirSync(join(root, `program${index}`));
    writeFileSync(join(root, `program${index}`, "main.go"), code);
  });

  const env = { ...process.env, GOFLAGS: "-mod=mod -buildvcs=false" };
  for (const args of [
    ["mod", "tidy"],
    ["vet", "./program0", "./program1"],
  ])
    execFileSync("go", args, { cwd: root, env, stdio: "pipe" });
  // Nothing to print: they are formatted as gofmt formats.
  expect(execFileSync("gofmt", ["-l", "program0", "program1"], { cwd: root, encoding: "utf8" })).toBe("");
}, 1_200_000);

test("a schema that Pulumi warns about is refused", async () => {
  const broken = join(folder, "broken.json");
  writeFileSync(
    broken,
    readFileSync(schema, "utf8").replaceAll("index:OnDelete", "index:OnDeletion").replace("OnDeletion", "OnDelete"),
  );

  await expect(writeSdks(broken, join(folder, "broken"))).rejects.toThrow(/could not be generated[^]*OnDeletion/);
});

test("pulumi package add finds the plugin in the installed package", async () => {
  const user = new UnpackedProject(join(folder, "user"));
  user.install(await packPackage(folder));
  const projectDir = join(folder, "yaml");
  mkdirSync(projectDir);
  writeFileSync(join(projectDir, "Pulumi.yaml"), "name: program\nruntime: yaml\nresources: {}\n");
  const stack = await createStack({ projectDir, inPlace: true });

  // The host for YAML that Go builds ends it with "method Link not implemented", after all that is of this package.
  const { output } = await stack.run(["package", "add", join(user.packageDir, "plugin")]);

  expect(output).toContain("Successfully generated an SDK for the tencentcloud-postgres-ssl package");
  stack.remove();
});
