import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ResourceValidationArgs } from "@pulumi/policy";
import { sslEnabled, staysEncrypted } from "../../examples/policy/policies";
import { ensurePluginsRun, ensurePulumiCli } from "../../scripts/pulumi-cli";
import { readmeCommands } from "./code-blocks";
import { repository } from "./playground";
import { useExample } from "./use-example";

// Its project names the plugin, so a program there can use both providers.
const { emulator, playground } = useExample("import");
const [refused, cleanUp] = readmeCommands("policy", 2);

beforeAll(async () => ensurePluginsRun(await ensurePulumiCli()), 1_200_000);

test("one preview refuses databases without SSL through either provider, and warns of SSL that a delete would turn off", async () => {
  playground().add("policy");
  await declare(`
    new Dynamic("dynamic-off", { dbInstanceId: "postgres-emu00001", sslEnabled: false });
    new Plugin("plugin-off", { dbInstanceId: "postgres-emu00002", sslEnabled: false });
    new Dynamic("dynamic-on", { dbInstanceId: "postgres-emu00003", sslEnabled: true, connectAddress: "10.0.0.3" });
    new Plugin("plugin-on", { dbInstanceId: "pgro-emu00001", sslEnabled: true, connectAddress: "10.255.0.1" });`);

  const { exitCode, stdout } = await playground().sh("pulumi preview --policy-pack ../policy");

  expect(exitCode).toBe(1);
  expect([...stdout.matchAll(/(\S+) has no SSL: set sslEnabled to true\./g)].map(([, id]) => id).sort()).toEqual([
    "postgres-emu00001",
    "postgres-emu00002",
  ]);
  expect(
    [...stdout.matchAll(/turns off the SSL of (\S+): set onDelete to "retain"\./g)].map(([, id]) => id).sort(),
  ).toEqual(["pgro-emu00001", "postgres-emu00003"]);
  expect(stdout).toContain("[mandatory]  ssl-enabled");
  expect(stdout).toContain("[advisory]  stays-encrypted");
  expect(emulator().control.callCounts().ModifyDBInstanceSSLConfig.accepted).toBe(0);
});

test("the pack accepts databases that have SSL and keep it", async () => {
  playground().add("policy");
  await declare(`
    new Dynamic("dynamic", { dbInstanceId: "postgres-emu00001", sslEnabled: true, connectAddress: "10.0.0.1", onDelete: "retain" });
    new Plugin("plugin", { dbInstanceId: "postgres-emu00002", sslEnabled: true, connectAddress: "10.0.0.2", onDelete: "retain" });`);

  const { stdout } = await playground().mustSh("pulumi up --yes --policy-pack ../policy");

  expect(stdout).toContain("tencentcloud-postgres-ssl@v1.0.0 (local: ../policy)");
  expect(stdout).not.toMatch(/mandatory|advisory/);
  for (const id of ["postgres-emu00001", "postgres-emu00002"]) {
    expect(emulator().control.instance(id)).toMatchObject({ sslEnabled: true, modifies: 1 });
  }
});

test.each(["pulumi-tencentcloud-postgres-ssl", "pulumi-tencentcloud-postgres-ssl/plugin"])(
  "a policy that is written for the class of %s refuses the resources of both providers",
  async (entry) => {
    playground().add("policy");
    const policy = `
      import { PolicyPack, validateResourceOfType } from "@pulumi/policy";
      import { InstanceSslConfig } from "${entry}";
      const validateResource = validateResourceOfType(InstanceSslConfig, ({ sslEnabled, dbInstanceId }, _, report) => {
        if (!sslEnabled) report(dbInstanceId + " is refused");
      });
      const description = "Databases accept encrypted connections.";
      new PolicyPack("typed", { policies: [{ name: "typed", description, enforcementLevel: "mandatory", validateResource }] });`;
    writeFileSync(join(playground().folder, "../policy/index.ts"), policy);
    await declare(`
      new Dynamic("dynamic", { dbInstanceId: "postgres-emu00001", sslEnabled: false });
      new Plugin("plugin", { dbInstanceId: "postgres-emu00002", sslEnabled: false });`);

    const { exitCode, stdout } = await playground().sh("pulumi preview --policy-pack ../policy");

    expect(exitCode).toBe(1);
    expect(stdout).toContain("postgres-emu00001 is refused");
    expect(stdout).toContain("postgres-emu00002 is refused");
  },
);

test("the README's preview is refused as the README says, and its clean-up leaves no stack", async () => {
  playground().add("policy");
  playground().add("environments");

  const preview = await playground().sh(`cd ../policy\n${refused}`);
  expect(preview).toMatchObject({ exitCode: 1 });
  const quoted = /`(\S+ has no SSL.*?)`/.exec(readFileSync(join(repository, "examples/policy/README.md"), "utf8"));
  expect(preview.stdout).toContain(quoted?.[1]);

  await playground().mustSh(`cd ../environments\n${cleanUp}`);
  expect(await playground().stacks()).toEqual([]);
});

test("the policies ignore other resources", () => {
  const reports: string[] = [];
  for (const policy of [sslEnabled, staysEncrypted]) {
    const validate = [policy.validateResource].flat()[0];
    // The policies use no more of what the engine passes.
    const other = { type: "random:index/randomId:RandomId", props: {} } as unknown as ResourceValidationArgs;
    void validate?.(other, (message) => reports.push(message));
  }

  expect(reports).toEqual([]);
});

/** Makes a stack whose program declares these databases, through the classes of both providers. */
async function declare(databases: string): Promise<void> {
  const imports = `
    import { InstanceSslConfig as Dynamic } from "pulumi-tencentcloud-postgres-ssl";
    import { InstanceSslConfig as Plugin } from "pulumi-tencentcloud-postgres-ssl/plugin";`;
  writeFileSync(join(playground().folder, "index.ts"), imports + databases);
  await playground().mustSh("pulumi stack init dev");
}
