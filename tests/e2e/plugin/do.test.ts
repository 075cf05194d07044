import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Stack } from "../../../scripts/pulumi-cli";
import type { CommandResult } from "../../../scripts/pulumi-cli/command";
import { MODIFY, useLocalCloud } from "../local-cloud";
import { PLUGIN_TYPE } from "./plugin-programs";

const cloud = useLocalCloud();
const executable = resolve("plugin", "pulumi-resource-tencentcloud-postgres-ssl");
const functions = "tencentcloud-postgres-ssl:index";

let stack: Stack;
beforeAll(async () => {
  stack = await cloud.stack({ program: "" });
});

const pulumiDo = (...args: string[]): Promise<CommandResult> => stack.run(["do", "--package", executable, ...args]);

async function listed(...args: string[]): Promise<{ id: string; name: string }[]> {
  const { exitCode, stdout, output } = await pulumiDo(PLUGIN_TYPE, "list", ...args);
  if (exitCode !== 0) throw new Error(output);
  return JSON.parse(stdout) as { id: string; name: string }[];
}

test("`pulumi do … list` prints every database of the region, or as many as asked for, without a program", async () => {
  const all = await listed("--all");
  const { instances } = JSON.parse((await pulumiDo(`${functions}:getInstances`)).stdout) as {
    instances: { dbInstanceId: string }[];
  };
  expect(all.map(({ id }) => id)).toEqual(instances.map(({ dbInstanceId }) => dbInstanceId));
  expect(all.map(({ id }) => id)).toContain(cloud.instance(1).id);
  expect(await listed("--count", "2")).toEqual(all.slice(0, 2));
});

test("`pulumi do` reads a setting as a resource and as a function, and changes nothing", async () => {
  const { id } = cloud.instance(1);
  const { result, actions } = await cloud.watch(async () => [
    await pulumiDo(PLUGIN_TYPE, "read", id),
    await pulumiDo(`${functions}:getInstanceSslConfig`, "--db-instance-id", id),
  ]);
  expect(result.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
  for (const { output } of result) expect(output).toMatch(/sslEnabled"? *: false/);
  expect(actions).not.toContain(MODIFY);
});

test("a key that may not list gets an error from `pulumi do … list`, never an empty list", async () => {
  cloud.control.addFault({
    action: "DescribeDBInstances",
    times: 100,
    fault: { error: { code: "AuthFailure.UnauthorizedOperation", message: "No." } },
  });
  const refused = await pulumiDo(PLUGIN_TYPE, "list", "--all");
  cloud.control.clearFaults();
  expect(refused.exitCode).not.toBe(0);
  expect(refused.output).toContain("UnauthorizedOperation");
});

test("one `pulumi import` takes all that the list found", async () => {
  const found = (await listed("--all")).filter(({ id }) => id.startsWith("postgres-"));
  const resources = found.map(({ id }) => ({ type: PLUGIN_TYPE, name: id, id }));
  const file = join(stack.projectDir, "import.json");
  writeFileSync(file, JSON.stringify({ resources }));
  const { actions } = await cloud.watch(() =>
    stack.mustRun(["import", "--file", file, "--yes", "--protect=false", "--generate-code=false"]),
  );
  const imported = stack.resources().filter(({ type }) => type === PLUGIN_TYPE);
  expect(imported.map(({ id }) => id).sort()).toEqual(found.map(({ id }) => id).sort());
  expect(actions).not.toContain(MODIFY);
});
