import { useLocalCloud } from "../local-cloud";
import { declaring } from "../programs";
import { mustUp, resourceIn, up } from "../stack-verbs";
import { takeOver } from "../take-over";
import { declaringByPlugin, DYNAMIC_TYPE, PLUGIN_TYPE } from "./plugin-programs";

const cloud = useLocalCloud();

test("a stack moves from the dynamic provider to the plugin and back without a change in the cloud", async () => {
  const { id, addresses } = cloud.instance();
  const db = { dbInstanceId: id, sslEnabled: true, connectAddress: addresses[0] };
  const stack = await cloud.stack({ program: declaring({ db }) });
  await mustUp(stack);

  for (const [program, type] of [
    [declaringByPlugin({ db }), PLUGIN_TYPE],
    [declaring({ db }), DYNAMIC_TYPE],
  ] as const) {
    stack.setProgram(program);
    const moved = await mustUp(stack);
    expect(moved.stdout).not.toMatch(/\b(replaced|created|deleted)\b/);
    await stack.mustRun(["preview", "--expect-no-changes"]);
    const { deployment } = await stack.export();
    const own = deployment.resources?.filter(({ urn }) => urn.endsWith("::db")) ?? [];
    expect(own).toMatchObject([{ id, type, outputs: { ...db, region: "ap-guangzhou" } }]);
    expect(Object.keys(own[0]?.outputs ?? {}).includes("__provider")).toBe(type === DYNAMIC_TYPE);
  }
  expect(cloud.control.instance(id)).toMatchObject({ sslEnabled: true, modifies: 1, restarts: 1 });
});

test.each([
  ["from the dynamic provider to the plugin", 2, declaring, declaringByPlugin],
  ["from the plugin to the dynamic provider", 3, declaringByPlugin, declaring],
])(
  "a stack can move %s in the middle of an unfinished change, with one restart in all",
  async (_, number, before, after) => {
    const { id, addresses } = cloud.instance(number);
    const db = { dbInstanceId: id, sslEnabled: true, connectAddress: addresses[0], taskTimeoutSeconds: 2 };
    const stack = await cloud.stack({ program: before({ db }) });
    cloud.control.nextTask({ instance: id, status: "stuck", effect: "applied" });
    expect((await up(stack)).exitCode).not.toBe(0);

    stack.setProgram(after({ db: { ...db, taskTimeoutSeconds: 300 } }));
    await takeOver(cloud, stack, id);
    expect(cloud.control.instance(id)).toMatchObject({ sslEnabled: true, modifies: 1, restarts: 1 });
    expect(resourceIn(stack, "db")).toMatchObject({ id, outputs: { sslEnabled: true } });
    await stack.mustRun(["preview", "--expect-no-changes"]);
  },
);
