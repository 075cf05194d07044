import { useLocalCloud } from "../local-cloud";
import { declaring } from "../programs";
import { mustDestroy, mustUp, resourceIn, up } from "../stack-verbs";
import { declaringByPlugin } from "./plugin-programs";

const cloud = useLocalCloud({ instances: 6 });

function protecting(number: number) {
  const { id, addresses } = cloud.instance(number);
  return { dbInstanceId: id, sslEnabled: true, connectAddress: addresses[0] };
}

/** A program in which each resource has an explicit provider of its own name. */
function underProviders(...resources: readonly [name: string, provider: string, args: object, options?: string][]) {
  const providers = ["first", "second"].map((name) => `const ${name} = new plugin.Provider("${name}", {});`);
  return [
    'import * as plugin from "pulumi-tencentcloud-postgres-ssl/plugin";',
    ...providers,
    ...resources.map(
      ([name, provider, args, options = ""]) =>
        `const ${name} = new plugin.InstanceSslConfig("${name}", ${JSON.stringify(args)}, { provider: ${provider}, ${options} });`,
    ),
  ].join("\n");
}

test.each([
  [
    "another explicit provider",
    1,
    (args: object) => underProviders(["a", "first", args]),
    (args: object) => underProviders(["b", "second", args]),
  ],
  [
    "the plugin, from the dynamic provider",
    2,
    (args: object) => declaring({ a: { ...args } }),
    (args: object) => declaringByPlugin({ b: { ...args } }),
  ],
  [
    "the dynamic provider, from the plugin",
    3,
    (args: object) => declaringByPlugin({ a: { ...args } }),
    (args: object) => declaring({ b: { ...args } }),
  ],
])("a resource that is replaced by one of %s keeps SSL on, without a restart", async (_, number, before, after) => {
  const args = protecting(number);
  const stack = await cloud.stack({ program: before(args) });
  await mustUp(stack);
  stack.setProgram(after(args));
  const { stdout } = await mustUp(stack);

  expect(stdout).toContain("SSL stays as it is, because another resource of this program declares the instance");
  expect(cloud.control.instance(args.dbInstanceId)).toMatchObject({ sslEnabled: true, modifies: 1, restarts: 1 });
  expect(resourceIn(stack, "a")).toBeUndefined();
  await mustUp(stack, ["--expect-no-changes"]);
  await mustDestroy(stack);
  expect(cloud.control.instance(args.dbInstanceId)).toMatchObject({ sslEnabled: false, restarts: 2 });
});

test("a resource that is replaced by one of another provider keeps SSL on in an up that makes its preview first", async () => {
  const args = protecting(6);
  const stack = await cloud.stack({ program: underProviders(["a", "first", args]) });
  await stack.mustRun(["up", "--yes"]);
  stack.setProgram(underProviders(["b", "second", args]));
  await stack.mustRun(["up", "--yes"]);

  expect(resourceIn(stack, "a")).toBeUndefined();
  expect(resourceIn(stack, "b")).toMatchObject({ outputs: { sslEnabled: true } });
  expect(cloud.control.instance(args.dbInstanceId)).toMatchObject({ sslEnabled: true, modifies: 1, restarts: 1 });
});

test("two providers that declare different settings for one instance are refused, in the preview too, and nothing changes", async () => {
  const on = protecting(4);
  const off = { dbInstanceId: on.dbInstanceId, sslEnabled: false };
  const stack = await cloud.stack({ program: underProviders(["a", "first", on], ["b", "second", off]) });
  for (const refused of [await stack.run(["preview"]), await up(stack)]) {
    expect(refused.exitCode).not.toBe(0);
    expect(refused.stdout).toContain(`different settings for ${on.dbInstanceId}`);
  }
  expect(cloud.control.instance(on.dbInstanceId)).toMatchObject({ sslEnabled: false, modifies: 0 });
});

test("an instance that is deleted first under one provider is turned on again for the unchanged resource of another one", async () => {
  const [left, taken] = [protecting(4), protecting(5)];
  const program = (args: object) =>
    underProviders(["a", "first", args, "deleteBeforeReplace: true"], ["b", "second", left, "dependsOn: [a]"]);
  const stack = await cloud.stack({ program: program(left) });
  await mustUp(stack);
  stack.setProgram(program(taken));
  await mustUp(stack);
  for (const { dbInstanceId } of [left, taken]) {
    expect(cloud.control.instance(dbInstanceId)).toMatchObject({ sslEnabled: true });
  }
});
