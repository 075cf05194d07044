import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MODIFY, useLocalCloud } from "./local-cloud";
import { mustUp } from "./stack-verbs";

const cloud = useLocalCloud();
const backendDir = mkdtempSync(join(tmpdir(), "shared-state-"));
afterAll(() => rmSync(backendDir, { recursive: true, force: true }));

/** A database that the same program creates, so a preview knows nothing about it. */
const databaseResource = `
class Database extends pulumi.dynamic.Resource {
  constructor(name, dbInstanceId, address) {
    const outputs = { address: undefined, encrypted: undefined, timeoutSeconds: undefined };
    super({ create: async () => ({ id: dbInstanceId, outs: { address, encrypted: true, timeoutSeconds: 60 } }) }, name, outputs);
  }
}`;

test("a preview accepts ids and addresses of resources yet to be created and of another stack, and up succeeds", async () => {
  const [created, referenced] = [cloud.instance(1), cloud.instance(2)];
  const network = await cloud.stack({
    backendDir,
    stackName: "network",
    program: `export const dbInstanceId = "${referenced.id}", address = "${referenced.addresses[1]}";`,
  });
  await mustUp(network);
  const stack = await cloud.stack({
    backendDir,
    stackName: "databases",
    program: `
import * as pulumi from "@pulumi/pulumi";
import { InstanceSslConfig } from "pulumi-tencentcloud-postgres-ssl";
${databaseResource}
const database = new Database("database", "${created.id}", "${created.addresses[0]}");
new InstanceSslConfig("created", {
  dbInstanceId: database.id,
  sslEnabled: database.encrypted,
  connectAddress: database.address,
  taskTimeoutSeconds: database.timeoutSeconds,
});
const network = new pulumi.StackReference("organization/program/network");
new InstanceSslConfig("referenced", {
  dbInstanceId: network.requireOutput("dbInstanceId"),
  sslEnabled: true,
  connectAddress: network.requireOutput("address"),
});`,
  });

  const preview = await cloud.watch(() => stack.mustRun(["preview"]));
  expect(preview.result.stdout).toMatch(/InstanceSslConfig created create/);
  expect(preview.actions).toEqual([]);

  const { actions } = await cloud.watch(() => mustUp(stack));
  expect(actions.filter((action) => action === MODIFY)).toHaveLength(2);
  expect(cloud.control.instance(created.id)).toMatchObject({ connectAddress: created.addresses[0], restarts: 1 });
  expect(cloud.control.instance(referenced.id)).toMatchObject({ connectAddress: referenced.addresses[1], restarts: 1 });
});
