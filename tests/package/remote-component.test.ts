import { mkdirSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { createStack, ensureLanguageHost } from "../../scripts/pulumi-cli";
import { useLocalCloud } from "../e2e/local-cloud";
import { linkTo } from "./link-to";
import { repository } from "./packed-package";
import { temporaryFolder } from "./temporary-folder";

// Building it may take longer than a test.
beforeAll(() => ensureLanguageHost("yaml"), 1_200_000);

const PACKAGE = "pulumi-tencentcloud-postgres-ssl";
const cloud = useLocalCloud({ instances: 2 });

test("a component that other languages use declares the plugin's resource, and its SSL is on and off again", async () => {
  const stack = await programWithComponent(`${PACKAGE}/plugin`, 1);
  const { id, addresses } = cloud.instance(1);

  await stack.mustRun(["up", "--yes", "--skip-preview"]);
  expect(cloud.control.instance(id)).toMatchObject({ sslEnabled: true, connectAddress: addresses[0], modifies: 1 });
  expect(await stack.outputs()).toEqual({ caUrl: cloud.control.instance(id).caUrl });
  await stack.mustRun(["refresh", "--yes", "--skip-preview", "--expect-no-changes"]);
  await stack.mustRun(["destroy", "--yes", "--skip-preview"]);
  expect(cloud.control.instance(id)).toMatchObject({ sslEnabled: false, modifies: 2 });
  stack.remove();
});

test("a component that other languages use cannot declare the dynamic provider's resource: nothing changes, and it is said", async () => {
  const stack = await programWithComponent(PACKAGE, 2);

  const { exitCode, output } = await stack.run(["up", "--yes", "--skip-preview"]);
  expect(exitCode).not.toBe(0);
  expect(output).toContain("Cannot find module '@pulumi/pulumi/cmd/dynamic-provider'");
  expect(cloud.control.instance(cloud.instance(2).id)).toMatchObject({ sslEnabled: false, modifies: 0 });
  stack.remove();
});

/** A program in YAML, and beside it a component in a package of its own, with its own packages. */
async function programWithComponent(module: string, number: number) {
  const { id, addresses } = cloud.instance(number);
  const folder = temporaryFolder();
  const component = join(folder, "component");
  const program = join(folder, "program");
  const args = { dbInstanceId: id, sslEnabled: true, connectAddress: addresses[0] };
  write(join(component, "PulumiPlugin.yaml"), "runtime: nodejs\n");
  write(join(component, "package.json"), JSON.stringify({ name: "databases", version: "1.0.0", main: "index.js" }));
  write(join(component, "index.js"), componentOf(module));
  const sdk = join("node_modules", "@pulumi", "pulumi");
  linkTo(join(component, sdk), join(repository, sdk));
  linkTo(join(component, "node_modules", PACKAGE), repository);
  const project = {
    name: "program",
    runtime: "yaml",
    plugins: { providers: [{ name: "databases", path: component }] },
    resources: { protected: { type: "databases:index:ProtectedDatabase", properties: args } },
    outputs: { caUrl: "${protected.caUrl}" },
  };
  write(join(program, "Pulumi.yaml"), JSON.stringify(project));
  const PATH = [join(repository, "plugin"), process.env.PATH].join(delimiter);
  return createStack({ projectDir: program, inPlace: true, env: { ...cloud.env, PATH } });
}

function componentOf(module: string): string {
  return `
    const pulumi = require("@pulumi/pulumi");
    const { InstanceSslConfig } = require("${module}");
    const TYPE = "databases:index:ProtectedDatabase";

    class ProtectedDatabase extends pulumi.ComponentResource {
      constructor(name, args, options) {
        super(TYPE, name, args, options);
        const ssl = new InstanceSslConfig(name, args, { parent: this });
        this.caUrl = ssl.caUrl;
        this.registerOutputs({ caUrl: ssl.caUrl });
      }
    }

    const object = { type: "object", isComponent: true, properties: { caUrl: { type: "string" } }, required: ["caUrl"] };
    const inputProperties = { dbInstanceId: { type: "string" }, sslEnabled: { type: "boolean" }, connectAddress: { type: "string" } };
    pulumi.provider.main({
      version: "1.0.0",
      schema: JSON.stringify({ name: "databases", version: "1.0.0", resources: { [TYPE]: { ...object, inputProperties } } }),
      async construct(name, type, inputs, options) {
        const { urn, caUrl } = new ProtectedDatabase(name, inputs, options);
        return { urn, state: { caUrl } };
      },
    }, process.argv.slice(2));
  `;
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
