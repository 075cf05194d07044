import type { ResourceValidationArgs, ResourceValidationPolicy } from "@pulumi/policy";
import { sslEnabled, staysEncrypted } from "../../examples/policy/policies";
import type { ExportedResource } from "../../scripts/pulumi-cli";
import { useExample } from "./use-example";

const { playground } = useExample("fleet", { instances: 10 });

test("the policies refuse databases without SSL, and warn of those that will not keep it", async () => {
  // GIVEN the state of a stack with two databases, without SSL and with it for as long as it lives
  const databases = [
    { id: "postgres-emu00001", address: "10.0.0.1" },
    { id: "postgres-emu00002", address: "10.0.0.2", sslEnabled: true, onDelete: "retain" },
  ];
  await playground().mustSh(`pulumi stack init dev; pulumi config set databases '${JSON.stringify(databases)}'`);
  await playground().mustSh("pulumi up --yes");
  const resources = await playground().resources();
  expect(resources).toHaveLength(2);

  expect(reportsOf(sslEnabled, resources)).toEqual(["postgres-emu00001 has no SSL: set sslEnabled to true."]);
  expect(reportsOf(staysEncrypted, resources)).toEqual([
    'Deleting the resource turns off the SSL of postgres-emu00001: set onDelete to "retain".',
  ]);
});

test("the policies have nothing to say of other resources", () => {
  const other = {
    urn: "urn:pulumi:dev::p::random:index/randomId:RandomId::id",
    type: "random:index/randomId:RandomId",
  };

  expect([...reportsOf(sslEnabled, [other]), ...reportsOf(staysEncrypted, [other])]).toEqual([]);
});

/** What a policy reports of resources out of a state, given what the engine gives it: their checked arguments. */
function reportsOf(policy: ResourceValidationPolicy, resources: readonly ExportedResource[]): string[] {
  const reports: string[] = [];
  const validate = [policy.validateResource].flat()[0];
  for (const { type, urn, inputs = {} } of resources) {
    // The policies use no more of what the engine passes.
    const args = { type, urn, props: inputs } as unknown as ResourceValidationArgs;
    void validate?.(args, (message) => reports.push(message));
  }
  return reports;
}
