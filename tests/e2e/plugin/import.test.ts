import { MODIFY, useLocalCloud } from "../local-cloud";
import { mustUp, resourceIn } from "../stack-verbs";
import { declaringByPlugin, PLUGIN_TYPE } from "./plugin-programs";

const cloud = useLocalCloud();
const noCode = "--generate-code=false";

test("pulumi import adopts a database that has SSL; the next up changes nothing, and no Modify is sent", async () => {
  const [first, second] = [cloud.instance(1), cloud.instance(2)];
  const [orders, bills] = [first, second].map(({ id, addresses }) => ({
    dbInstanceId: id,
    sslEnabled: true,
    connectAddress: addresses[0],
  }));
  for (const { id, addresses } of [first, second]) {
    await cloud.control.changeInstance(id, { sslEnabled: true, connectAddress: addresses[0] });
  }
  const stack = await cloud.stack({ program: declaringByPlugin({ orders: orders ?? {}, bills: bills ?? {} }) });

  await stack.mustRun(["import", PLUGIN_TYPE, "orders", first.id, "--yes", "--protect=false", noCode]);
  // The region in the id takes precedence over the one in the environment.
  await stack.mustRun(
    ["import", PLUGIN_TYPE, "bills", `ap-guangzhou/${second.id}`, "--yes", "--protect=false", noCode],
    {
      env: { TENCENTCLOUD_REGION: "ap-singapore" },
    },
  );
  expect(resourceIn(stack, "bills")).toMatchObject({
    id: second.id,
    inputs: { ...bills, region: "ap-guangzhou", onDelete: "disable", taskTimeoutSeconds: 1200 },
  });

  const { actions } = await cloud.watch(() => mustUp(stack, ["--refresh", "--expect-no-changes"]));
  expect(actions).not.toContain(MODIFY);
  expect(cloud.control.instance(first.id)).toMatchObject({ sslEnabled: true, modifies: 0 });
});

test("importing an instance that does not exist, or without a region, fails with a message that says why", async () => {
  const stack = await cloud.stack({ program: "" });
  const missing = await stack.run(["import", PLUGIN_TYPE, "orders", "postgres-nobody00", "--yes", noCode]);
  expect(missing.exitCode).not.toBe(0);
  expect(missing.output).toMatch(/postgres-nobody00.*does not exist/);
  const { id } = cloud.instance(3);
  const nowhere = await stack.run(["import", PLUGIN_TYPE, "orders", id, "--yes", noCode], {
    env: { TENCENTCLOUD_REGION: "" },
  });
  expect(nowhere.exitCode).not.toBe(0);
  expect(nowhere.output).toContain("`pulumi config set tencentcloud-postgres-ssl:region REGION`");
});
