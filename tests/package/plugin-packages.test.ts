import { createServer, type Server } from "node:http";
import { createReadStream, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { basename, delimiter, join } from "node:path";
import type { Emulator } from "../../emulator/src";
import { cliEnvironment, createStack, ensureLanguageHost, type PulumiCli } from "../../scripts/pulumi-cli";
import { writePluginPackages } from "../../scripts/plugin-packages/write-packages";
import { cloudEnvironment, startEmulatedCloud } from "./emulated-cloud";
import { repository } from "./packed-package";
import { subject } from "./ssl-life";
import { temporaryFolder } from "./temporary-folder";

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

  for (const archive of again)
    expect(readFileSync(archive).equals(readFileSync(join(folder, "archives", basename(archive))))).toBe(true);
  expect(again.map((archive) => basename(archive)).sort()).toEqual(
    ["darwin", "linux", "windows"].flatMap((system) =>
      ["amd64", "arm64"].map((cpu) => `pulumi-resource-tencentcloud-postgres-ssl-v0.1.0-${system}-${cpu}.tar.gz`),
    ),
  );
});

test("pulumi package get-schema prints the package's schema without a warning", async () => {
  const executable = join(repository, "plugin", "pulumi-resource-tencentcloud-postgres-ssl");
  const projectDir = join(folder, "schema");
  mkdirSync(projectDir);
  writeFileSync(join(projectDir, "Pulumi.yaml"), "name: program\nruntime: yaml\n");
  const stack = await createStack({ projectDir, inPlace: true });

  const { stdout, output } = await stack.mustRun(["package", "get-schema", executable]);

  expect(JSON.parse(stdout)).toEqual(JSON.parse(readFileSync(join(repository, "plugin", "schema.json"), "utf8")));
  expect(output).toBe(stdout);
  stack.remove();
});

test("pulumi plugin install --server installs the plugin, and a program in YAML turns SSL on with it", async () => {
  const { stack, instance } = await yamlStack(1, "{ version: 0.1.0 }");

  await stack.mustRun(["plugin", "install", "resource", "tencentcloud-postgres-ssl", "0.1.0", "--server", url]);
  await stack.mustRun(["up", "--yes", "--skip-preview"]);

  expect(emulator.control.instance(instance.id)).toMatchObject({ sslEnabled: true, modifies: 1 });
  stack.remove();
});

test("with pluginDownloadURL, Pulumi downloads the plugin when the program needs it", async () => {
  asked.length = 0;
  const { stack, instance } = await yamlStack(2, `{ version: 0.1.0, pluginDownloadURL: "${url}" }`);

  await stack.mustRun(["up", "--yes", "--skip-preview"], {
    env: { PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "false" },
  });

  expect(asked).toContainEqual(expect.stringMatching(/^\/pulumi-resource-tencentcloud-postgres-ssl-v0\.1\.0-/));
  expect(emulator.control.instance(instance.id)).toMatchObject({ sslEnabled: true, modifies: 1 });
  stack.remove();
});

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
