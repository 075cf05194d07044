import { MODIFY, useLocalCloud } from "../local-cloud";
import { checkDrift, mustDestroy, mustUp, resourceIn } from "../stack-verbs";
import { declaringByPlugin } from "./plugin-programs";

const cloud = useLocalCloud();

test("the provider plugin does it all: preview, up, drift check, repair, another address, destroy with SSL off", async () => {
  const { id, addresses } = cloud.instance();
  const db = { dbInstanceId: id, sslEnabled: true, connectAddress: addresses[0] };
  const stack = await cloud.stack({ program: declaringByPlugin({ db }) });

  const previewed = await cloud.watch(() => stack.mustRun(["preview"]));
  expect(previewed.actions).toEqual([]);
  const first = await mustUp(stack);
  expect(messagesAt("InstanceSslConfig (db)", first.stdout)).toContain(`${id}: turning SSL on for ${addresses[0]}`);
  const { caUrl } = cloud.control.instance(id);
  const created = resourceIn(stack, "db");
  expect(created).toMatchObject({
    id,
    type: "tencentcloud-postgres-ssl:index:InstanceSslConfig",
    outputs: { ...db, region: "ap-guangzhou", onDelete: "disable", taskTimeoutSeconds: 1200, caUrl },
  });
  // Must stay small: the local backend writes the whole state after every step.
  const { caCertificate: _, ...outputs } = created?.outputs ?? {};
  const withoutCertificate = { ...created, outputs };
  expect(JSON.stringify(withoutCertificate).length).toBeLessThanOrEqual(1400);
  const idle = await cloud.watch(() => mustUp(stack, ["--expect-no-changes"]));
  expect(idle.actions).toEqual([]);

  expect(await checkDrift(stack)).toMatchObject({ exitCode: 0 });
  await cloud.control.changeInstance(id, { sslEnabled: false });
  expect(await checkDrift(stack)).toMatchObject({ exitCode: 7 });
  await mustUp(stack, ["--refresh"]);
  expect(cloud.control.instance(id)).toMatchObject({ sslEnabled: true, connectAddress: addresses[0], modifies: 2 });

  stack.setProgram(declaringByPlugin({ db: { ...db, connectAddress: addresses[1] } }));
  const moved = await stack.mustRun(["preview", "--diff"]);
  expect(moved.stdout).toContain(`~ connectAddress: "${addresses[0]}" => "${addresses[1]}"`);
  await mustUp(stack);
  expect(cloud.control.instance(id)).toMatchObject({ sslEnabled: true, connectAddress: addresses[1], modifies: 3 });

  const destroyed = await cloud.watch(() => mustDestroy(stack));
  expect(destroyed.actions).toContain(MODIFY);
  expect(cloud.control.instance(id)).toMatchObject({ sslEnabled: false, modifies: 4 });
});

/** The lines that the CLI prints at the end under a resource's heading. */
function messagesAt(heading: string, output: string): string {
  const [, after = ""] = output.split(`${heading}:\n`);
  return after.split(/\n {2}\S/)[0] ?? "";
}
