import { execFileSync } from "node:child_process";
import { createServer, type Server } from "node:http";
import { createReadStream, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { basename, delimiter, join } from "node:path";
import type { Emulator } from "../../emulator/src";
import schema from "../../plugin/schema.json";
import { packagesOf, thirdPartyNotices } from "../../scripts/plugin-packages/third-party-notices";
import { cliEnvironment, createStack, ensureLanguageHost, type PulumiCli, type Stack } from "../../scripts/pulumi-cli";
import { writePluginPackages } from "../../scripts/plugin-packages/write-packages";
import { cloudEnvironment, startEmulatedCloud } from "./emulated-cloud";
import { codeBlocksOf } from "../docs/pages";
import { packPackage, repository } from "./packed-package";
import { type Subject, subject } from "./ssl-life";
import { temporaryFolder } from "./temporary-folder";
import { UnpackedProject } from "./unpacked-project";

const { version } = schema;
/** The name under which the vendor's SDK is installed. */
const SDK_ALIAS = "tencentcloud-sdk-nodejs-postgres";
const folder = temporaryFolder();
const asked: string[] = [];
let cli: PulumiCli;
let emulator: Emulator;
let server: Server;
let url: string;

beforeAll(async () => {
  cli = await ensureLanguageHost("yaml");
  [emulator, server] = await Promise.all([startEmulatedCloud(), serve(join(folder, "archives"))]);
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await writePluginPackages(repository, join(folder, "archives"));
}, 1_200_000);
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await emulator.close();
});

test("there is an archive for every system, and packing again gives the same archives", async () => {
  const again = await writePluginPackages(repository, join(folder, "again"));

  expect(again).toHaveLength(6);
  for (const archive of again)
    expect(readFileSync(archive).equals(readFileSync(join(folder, "archives", basename(archive))))).toBe(true);
  expect(again.map((archive) => basename(archive)).sort()).toEqual(
    ["darwin", "linux", "windows"].flatMap((system) =>
      ["amd64", "arm64"].map((cpu) => `pulumi-resource-tencentcloud-postgres-ssl-v${version}-${system}-${cpu}.tar.gz`),
    ),
  );
});

test("an archive has the licence of every package whose code it contains", () => {
  const archive = join(folder, "archives", `pulumi-resource-tencentcloud-postgres-ssl-v${version}-linux-amd64.tar.gz`);
  mkdirSync(join(folder, "unpacked"));
  execFileSync("tar", ["-xzf", archive, "-C", join(folder, "unpacked")]);
  const bundle = readFileSync(join(folder, "unpacked", "plugin.js"), "utf8");
  const notices = readFileSync(join(folder, "unpacked", "THIRD-PARTY-NOTICES.txt"), "utf8");

  // esbuild writes the file of each module above it.
  const names = [...bundle.matchAll(/^\/\/ \S*node_modules\/((?:@[^/\s]+\/)?[^/\s]+)\/\S+$/gm)].map(
    ([, name = ""]) => name,
  );
  const packages = [...new Set(names)].map((name) => (name === SDK_ALIAS ? "tencentcloud-sdk-nodejs" : name));
  expect(packages.length).toBeGreaterThan(50);
  const sections = notices.split(/^-{80}$/m).slice(1);
  const section = (name: string) => sections.find((text) => text.trim().startsWith(`${name} `)) ?? "";
  for (const name of packages) expect(section(name)).toMatch(/permission|licensed|redistribution/i);
});

test("no archive is packed when the licence of a package is nowhere to be found", () => {
  const bare = join(folder, "node_modules", "bare");
  mkdirSync(bare, { recursive: true });
  writeFileSync(join(bare, "package.json"), JSON.stringify({ name: "bare", version: "1.2.3", license: "MIT" }));
  expect(() => thirdPartyNotices(packagesOf([join(bare, "index.js")]))).toThrow("bare@1.2.3");
});

test("Pulumi's own checks accept the schema without a warning, and the plugin prints it", async () => {
  const executable = join(repository, "plugin", "pulumi-resource-tencentcloud-postgres-ssl");
  const projectDir = join(folder, "schema");
  mkdirSync(projectDir);
  writeFileSync(join(projectDir, "Pulumi.yaml"), "name: program\nruntime: yaml\n");
  const stack = await createStack({ projectDir, inPlace: true });

  const checked = await stack.mustRun(["schema", "check", join(repository, "plugin", "schema.json")]);
  const { stdout, output } = await stack.mustRun(["package", "get-schema", executable]);

  expect(checked.output).toBe("");
  expect(JSON.parse(stdout)).toEqual(JSON.parse(readFileSync(join(repository, "plugin", "schema.json"), "utf8")));
  expect(output).toBe(stdout);
  stack.remove();
});

test("who follows the Registry's pages gets the plugin, and turns SSL on with the program in YAML", async () => {
  const instance = subject(emulator, 1);
  const stack = await projectOf(1, { "Pulumi.yaml": programFor(instance, "yaml") });

  await stack.mustRun([...commandOfPage("plugin install"), url]);
  await setUp(stack);
  await stack.mustRun(["up", "--yes", "--skip-preview"]);

  const { connectAddress } = instance;
  expect(emulator.control.instance(instance.id)).toMatchObject({ sslEnabled: true, connectAddress, modifies: 1 });
  expect(await stack.outputs()).toEqual({ caUrl: emulator.control.instance(instance.id).caUrl });
  stack.remove();
});

test("who follows the Registry's pages turns SSL on with the program in TypeScript", async () => {
  const instance = subject(emulator, 3);
  const project = new UnpackedProject(join(folder, "3"));
  project.install(await packPackage(temporaryFolder()));
  const path = "node_modules/pulumi-tencentcloud-postgres-ssl/plugin";
  const stack = await projectOf(3, {
    "Pulumi.yaml": `name: databases\nruntime: nodejs\nplugins:\n  providers: [{ name: ${schema.name}, path: ${path} }]\n`,
    "package.json": JSON.stringify({ name: "program", private: true, main: "index.ts" }),
    "index.ts": programFor(instance, "typescript"),
  });

  await setUp(stack);
  await stack.mustRun(["up", "--yes", "--skip-preview"]);

  const { connectAddress } = instance;
  expect(emulator.control.instance(instance.id)).toMatchObject({ sslEnabled: true, connectAddress, modifies: 1 });
  stack.remove();
});

test("with pluginDownloadURL, Pulumi downloads the plugin when the program needs it", async () => {
  asked.length = 0;
  const { stack, instance } = await yamlStack(2, `{ version: ${version}, pluginDownloadURL: "${url}" }`);

  await stack.mustRun(["up", "--yes", "--skip-preview"], {
    env: { PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "false" },
  });

  expect(asked).toContainEqual(expect.stringContaining(`/pulumi-resource-tencentcloud-postgres-ssl-v${version}-`));
  expect(emulator.control.instance(instance.id)).toMatchObject({ sslEnabled: true, modifies: 1 });
  stack.remove();
});

/** The first program of the Registry's page, for this instance. */
function programFor({ id, connectAddress }: Subject, language: string): string {
  const [program] = codeBlocksOf("docs/_index.md").filter((block) => block.language === language);
  return (program?.code ?? "").replace("postgres-5gevh7gr", id).replace("10.6.0.4", connectAddress);
}

/** A command of the page on installation, without its last word, which is for the reader to fill in. */
function commandOfPage(start: string): string[] {
  const commands = codeBlocksOf("docs/installation-configuration.md").flatMap(({ code }) => code.trim().split("\n"));
  const command = commands.findLast((line) => line.startsWith(`pulumi ${start}`)) ?? "";
  return command.replace("VERSION", version).split(" ").slice(1, -1);
}

/** Sets what the page says has to be set, for the emulated cloud. */
async function setUp(stack: Stack): Promise<void> {
  const { region, secretId, secretKey } = emulator;
  const values: Record<string, string> = { region, secretId, secretKey };
  const [settings] = codeBlocksOf("docs/installation-configuration.md").filter(({ code }) =>
    code.startsWith("pulumi config set"),
  );
  const commands = (settings?.code ?? "").trim().split("\n");
  expect(commands).toHaveLength(3);
  for (const command of commands) {
    const key = /tencentcloud-postgres-ssl:(\w+)/.exec(command)?.[1] ?? "";
    const words = command.split(" ").slice(1);
    await stack.mustRun([
      ...words.slice(0, words.findIndex((word) => word.endsWith(`:${key}`)) + 1),
      values[key] ?? "",
    ]);
  }
}

/** A stack of a project of these files, which has nothing in its environment but where the cloud is. */
async function projectOf(number: number, files: Readonly<Record<string, string>>): Promise<Stack> {
  const projectDir = join(folder, String(number));
  mkdirSync(projectDir, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(projectDir, name), text);
  const env = { TENCENTCLOUD_POSTGRES_ENDPOINT: emulator.endpoint, PATH: pathWithoutPlugin() };
  return createStack({ projectDir, inPlace: true, env });
}

/** A stack of a program in YAML that declares an instance, in a folder without any package. */
async function yamlStack(number: number, options: string) {
  const instance = subject(emulator, number);
  const projectDir = join(folder, String(number));
  mkdirSync(projectDir);
  writeFileSync(
    join(projectDir, "Pulumi.yaml"),
    `name: program
runtime: yaml
resources:
  orders:
    type: tencentcloud-postgres-ssl:InstanceSslConfig
    properties: { dbInstanceId: ${instance.id}, sslEnabled: true, connectAddress: ${instance.connectAddress} }
    options: ${options}
`,
  );
  const env = { ...cloudEnvironment(emulator), PATH: pathWithoutPlugin() };
  return { instance, stack: await createStack({ projectDir, inPlace: true, env }) };
}

/** npm puts the programs of this repository's packages on PATH, and the CLI would take the plugin from there. */
function pathWithoutPlugin(): string {
  const { PATH = "" } = cliEnvironment(cli);
  const isNpms = (place: string) => place.endsWith(join("node_modules", ".bin"));
  return PATH.split(delimiter)
    .filter((place) => !isNpms(place))
    .join(delimiter);
}

/** A server as one puts archives on: it knows files and nothing of Pulumi. */
function serve(archives: string): Promise<Server> {
  const files = createServer((request, response) => {
    asked.push(request.url ?? "");
    const file = join(archives, basename(request.url ?? ""));
    if (!existsSync(file)) return response.writeHead(404).end();
    // The CLI refuses a download of unknown length.
    response.writeHead(200, { "Content-Length": statSync(file).size });
    return createReadStream(file).pipe(response);
  });
  return new Promise((resolve) => files.listen(0, "127.0.0.1", () => resolve(files)));
}
