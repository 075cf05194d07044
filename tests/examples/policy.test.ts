import type { ResourceValidationArgs } from "@pulumi/policy";
import { sslEnabled, staysEncrypted } from "../../examples/policy/policies";
import { ensurePluginsRun, ensurePulumiCli } from "../../scripts/pulumi-cli";
import { useExample } from "./use-example";

const { emulator, playground } = useExample("fleet", { instances: 10 });

beforeAll(async () => ensurePluginsRun(await ensurePulumiCli()), 1_200_000);

test("the pack refuses databases without SSL before anything is changed, and warns if a delete would turn SSL off", async () => {
  playground().add("policy");
  await declare([
    { id: "postgres-emu00001", address: "10.0.0.1", sslEnabled: false },
    { id: "postgres-emu00002", address: "10.0.0.2", sslEnabled: true },
  ]);

  const { exitCode, stdout } = await playground().sh("pulumi up --yes --policy-pack ../policy");

  expect(exitCode).toBe(1);
  expect(stdout).toContain("[mandatory]  ssl-enabled");
  expect(stdout).toContain("postgres-emu00001 has no SSL: set sslEnabled to true.");
  expect(stdout).toContain("[advisory]  stays-encrypted");
  expect(stdout).toContain('turns off the SSL of postgres-emu00002: set onDelete to "retain".');
  expect(emulator().control.instance("postgres-emu00002")).toMatchObject({ sslEnabled: false, modifies: 0 });
});

test("the pack accepts databases that have SSL and keep it", async () => {
  playground().add("policy");
  await declare([{ id: "postgres-emu00003", address: "10.0.0.3", sslEnabled: true, onDelete: "retain" }]);

  const { stdout } = await playground().mustSh("pulumi up --yes --policy-pack ../policy");

  expect(stdout).toContain("tencentcloud-postgres-ssl@v1.0.0 (local: ../policy)");
  expect(stdout).not.toMatch(/mandatory|advisory/);
  expect(emulator().control.instance("postgres-emu00003")).toMatchObject({ sslEnabled: true, modifies: 1 });
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

/** Makes a stack of the fleet that declares these databases. */
async function declare(databases: readonly object[]): Promise<void> {
  await playground().mustSh(`pulumi stack init dev; pulumi config set databases '${JSON.stringify(databases)}'`);
}
