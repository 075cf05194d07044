import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { DEFAULT_DOMAIN } from "../../provider/cloud/settings";
import { codeBlocks } from "./code-blocks";
import { Playground, repository } from "./playground";
import { startGitServer } from "../stand-ins/git-server";
import { useEmulator } from "../emulator/use-emulator";

const template = join(repository, "templates", "typescript");
const emulator = useEmulator({ secretId: "local", secretKey: "local", servers: 1 });
let playground: Playground | undefined;
afterEach(() => playground?.remove());

test("`pulumi new` makes a project that previews without further questions, turns SSL on, and whose plain preview and up show and repair drift", async () => {
  playground = await Playground.open("quickstart", emulator());
  const sh = (script: string) => playground?.mustSh(`cd ..; mkdir -p mine; cd mine; ${script}`);

  await sh(`pulumi new "${template}" --generate-only --yes --name mine --description "Orders and more"`);
  expect(await sh("grep -rF '${' Pulumi.yaml package.json README.md && exit 1; cat Pulumi.yaml")).toMatchObject({
    stdout: expect.stringMatching(/^name: mine\ndescription: Orders and more\n/) as string,
  });

  await sh(`pulumi stack init dev
    pulumi config set tencentcloud:region ap-guangzhou
    pulumi config set dbInstanceId postgres-emu00001
    pulumi config set connectAddress 127.0.0.1
    npm run --silent typecheck
    pulumi up --yes`);
  expect(emulator().control.instance("postgres-emu00001")).toMatchObject({
    sslEnabled: true,
    connectAddress: "127.0.0.1",
    restarts: 1,
  });

  // Somebody turns SSL off: a plain preview shows it, with the exit codes that docs/drift.md names, and a plain up repairs it.
  await emulator().control.changeInstance("postgres-emu00001", { sslEnabled: false });
  const preview = (options = "") => playground?.sh(`cd ../mine; pulumi preview --diff ${options}`);
  expect(await preview()).toMatchObject({
    exitCode: 0,
    stdout: expect.stringMatching(/~ sslEnabled *: false => true/) as string,
  });
  expect(await preview("--expect-no-changes")).toMatchObject({ exitCode: 7 });
  expect(await preview("--expect-no-changes --refresh=false")).toMatchObject({ exitCode: 0 });
  await sh("pulumi up --yes");
  expect(emulator().control.instance("postgres-emu00001")).toMatchObject({ sslEnabled: true, modifies: 2 });
  expect(await preview("--expect-no-changes")).toMatchObject({ exitCode: 0 });
});

test("the commands of the templates' README lead to a verified connection, and after the clean-up they can be run again", async () => {
  playground = await Playground.open("quickstart", emulator());
  playground.add("application");
  const [, , , make, connect, cleanUp, ...others] = codeBlocks("templates/README.md", "sh");
  expect(others).toEqual([]);
  // What `source examples/local.env` does is done: there is a copy of the examples, and the variables are set.
  const clone = join(playground.folder, "..", "..");
  cpSync(join(repository, "templates"), join(clone, "templates"), { recursive: true });
  mkdirSync(join(clone, ".local"));
  symlinkSync(join(clone, "examples"), join(clone, ".local", "examples"), "junction");
  const commands = [make, connect, cleanUp].join("\n").replace("source examples/local.env\n", "");

  for (const round of ["first", "second"]) {
    const { stdout } = await playground.mustSh(`cd "${clone}"\n${commands}`);
    expect({ round, stdout }).toMatchObject({
      stdout: expect.stringContaining("is who it says it is, by TLSv1") as string,
    });
  }
  expect(emulator().control.instance("postgres-emu00001")).toMatchObject({ sslEnabled: true, modifies: 1 });
  expect(await playground.stacks()).toEqual([]);
});

test("`pulumi new` can take the template from a git server too", async () => {
  playground = await Playground.open("quickstart", emulator());
  const served = join(playground.folder, "..", "served");
  // What would be committed, as one commit.
  await playground.mustSh(`mkdir -p ${served}/work; cp -R "${join(repository, "templates")}" ${served}/work; cd ${served}/work
    git init -q; git add -A; git -c user.name=a -c user.email=a@example.com commit -qm all
    git clone -q --bare . ../project.git`);
  const server = await startGitServer(served);
  try {
    writeFileSync(join(served, "ca.pem"), server.caCertificate);
    await playground.mustSh(
      `mkdir mine; cd mine
      pulumi new ${server.url}/project.git/templates/typescript --generate-only --yes --name mine --description mine`,
      { SSL_CERT_FILE: join(served, "ca.pem") },
    );
  } finally {
    await server.close();
  }
  const files = (folder: string) => readdirSync(folder).sort();
  expect(files(join(playground.folder, "mine"))).toEqual(files(template));
});

test("the template asks for region, site, instance and address, and for nothing else", () => {
  const { template: asked } = parse(readFileSync(join(template, "Pulumi.yaml"), "utf8")) as {
    template: { config: Record<string, { description: string; default?: string }> };
  };
  const read = [...readFileSync(join(template, "index.ts"), "utf8").matchAll(/config\.require\("(\w+)"\)/g)];

  expect(asked.config["tencentcloud:domain"]?.default).toBe(DEFAULT_DOMAIN);
  const settings = ["tencentcloud:region", "tencentcloud:domain"];
  expect(Object.keys(asked.config)).toEqual([...settings, ...new Set(read.map(([, name]) => name))]);
});

test("the template depends on this version of the package and on the examples' version of the SDK", () => {
  const read = (path: string) =>
    JSON.parse(readFileSync(join(repository, path), "utf8")) as {
      version: string;
      dependencies: Record<string, string>;
      devDependencies: Record<string, string>;
    };
  const { dependencies, devDependencies } = read("templates/typescript/package.json");
  const quickstart = read("examples/quickstart/package.json");

  expect(dependencies["pulumi-tencentcloud-postgres-ssl"]).toBe(`^${read("package.json").version}`);
  expect(dependencies["@pulumi/pulumi"]).toBe(quickstart.dependencies["@pulumi/pulumi"]);
  expect(devDependencies).toEqual(quickstart.devDependencies);
});
