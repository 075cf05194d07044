import { writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { createStack, type Stack } from "../../scripts/pulumi-cli";
import { startCommand, waitForCommand } from "../../scripts/pulumi-cli/command";
import { useLocalCloud } from "../e2e/local-cloud";
import { linkTo } from "./link-to";
import { repository } from "./packed-package";
import { temporaryFolder } from "./temporary-folder";

const PACKAGE = "pulumi-tencentcloud-postgres-ssl";
const MANIFEST = { name: "program", private: true, version: "1.0.0", main: "index.js" };
const cloud = useLocalCloud({ instances: 5 });
const stacks: Stack[] = [];
afterAll(() => {
  for (const stack of stacks) stack.remove();
});

describe("where this package is only installed below another package", () => {
  const folder = temporaryFolder();
  const wrapper = join("node_modules", "databases");
  const own = join(wrapper, "node_modules", PACKAGE);

  beforeAll(async () => {
    installTo(folder, own);
    const project = `name: program\nruntime: nodejs\nplugins: { providers: [{ name: tencentcloud-postgres-ssl, path: ${own}/plugin }] }\n`;
    writeFileSync(join(folder, "Pulumi.yaml"), project);
    writeFileSync(join(folder, "package.json"), JSON.stringify(MANIFEST));
    writeFileSync(join(folder, wrapper, "package.json"), JSON.stringify({ name: "databases", main: "index.js" }));
    for (const [file, of] of [
      ["index.js", PACKAGE],
      ["plugin.js", `${PACKAGE}/plugin`],
    ] as const)
      writeFileSync(join(folder, wrapper, file), `module.exports = require("${of}");`);
    stacks.push(await createStack({ projectDir: folder, inPlace: true, env: cloud.env }));
  });

  test("a program with the dynamic provider is told where to install it, before the engine is asked for anything", async () => {
    const output = await failedUp(folder, "databases", 1);
    expect(output).toContain(`it is not installed in ${folder} or a folder above`);
    expect(output).toContain("`npm install pulumi-tencentcloud-postgres-ssl`");
    expect(output).not.toContain("Cannot find module");
  });

  test("a program with the plugin works", async () => {
    const { id, addresses } = cloud.instance(2);
    writeFileSync(join(folder, "index.js"), programOf("databases/plugin.js", id, addresses[0]));
    await stacks[0]?.mustRun(["up", "--yes", "--skip-preview"]);
    expect(cloud.control.instance(id)).toMatchObject({ sslEnabled: true });
  });

  async function failedUp(projectDir: string, module: string, number: number): Promise<string> {
    const { id, addresses } = cloud.instance(number);
    writeFileSync(join(projectDir, "index.js"), programOf(module, id, addresses[0]));
    const { exitCode, output } = (await stacks[0]?.run(["up", "--yes", "--skip-preview"])) ?? {
      exitCode: 0,
      output: "",
    };
    expect(exitCode).not.toBe(0);
    return output;
  }
});

describe("an inline program of the Automation API", () => {
  const folder = temporaryFolder();
  const automation = `
    const { LocalWorkspace } = require("@pulumi/pulumi/automation");
    const [packageName, stackName, dbInstanceId, connectAddress, workDir] = process.argv.slice(2);
    const program = async () => {
      const { InstanceSslConfig } = require(packageName);
      new InstanceSslConfig("db", { dbInstanceId, sslEnabled: true, connectAddress });
    };
    LocalWorkspace.createOrSelectStack({ stackName, projectName: "inline", program }, workDir ? { workDir } : {})
      .then((stack) => stack.up())
      .then(() => console.log("done"), (error) => { console.log(String(error)); process.exitCode = 1; });
  `;

  let env: NodeJS.ProcessEnv;

  beforeAll(async () => {
    installTo(folder, join("node_modules", PACKAGE));
    writeFileSync(join(folder, "package.json"), JSON.stringify(MANIFEST));
    writeFileSync(join(folder, "automation.js"), automation);
    writeFileSync(join(folder, "Pulumi.yaml"), "name: inline\nruntime: nodejs\n");
    const stack = await createStack({ projectDir: folder, inPlace: true, env: cloud.env });
    stacks.push(stack);
    // As npm does for the scripts of a project.
    const bin = join(folder, "node_modules", PACKAGE, "plugin");
    env = { ...stack.env, PATH: [bin, stack.env.PATH].join(delimiter) };
  });

  const elsewhere = temporaryFolder();
  const missing = "Cannot find module '@pulumi/pulumi/cmd/dynamic-provider'";
  test.each([
    ["the dynamic provider, started elsewhere, is refused", PACKAGE, 3, elsewhere, undefined, missing],
    ["the dynamic provider works with the folder of the packages as workDir", PACKAGE, 3, elsewhere, folder, "done"],
    ["the dynamic provider works when it is started there", PACKAGE, 4, folder, undefined, "done"],
    ["the plugin works everywhere", `${PACKAGE}/plugin`, 5, elsewhere, undefined, "done"],
  ])("with %s", async (_, packageName, number, cwd, workDir = "", expected) => {
    const { id, addresses } = cloud.instance(number);
    const args = [join(folder, "automation.js"), packageName, `stack${number}`, id, addresses[0], workDir];
    const { exitCode, output } = await waitForCommand(startCommand(process.execPath, args, { cwd, env }), 240);
    const works = expected === "done";
    expect({ exitCode, output }).toEqual({
      exitCode: works ? 0 : 1,
      output: expect.stringContaining(expected) as string,
    });
    expect(cloud.control.instance(id)).toMatchObject({ sslEnabled: works });
  });
});

function programOf(module: string, dbInstanceId: string, connectAddress: string): string {
  const args = JSON.stringify({ dbInstanceId, sslEnabled: true, connectAddress });
  return `const { InstanceSslConfig } = require("${module}"); new InstanceSslConfig("db", ${args});`;
}

/** Links this package, as it is published, to a place in a folder, and the SDK to its top. */
function installTo(folder: string, place: string): void {
  const parts = ["package.json", "dist", "plugin"].map((part) => [join(place, part), join(repository, part)] as const);
  const sdk = join("node_modules", "@pulumi", "pulumi");
  for (const [name, target] of [...parts, [sdk, join(repository, sdk)] as const]) linkTo(join(folder, name), target);
}
