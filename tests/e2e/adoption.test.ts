import { READ_FIRST, useLocalCloud } from "./local-cloud";
import { declaring } from "./programs";
import { mustDestroy, mustUp, resourceIn } from "./stack-verbs";

const cloud = useLocalCloud();

test("an existing setting is adopted, kept, and left on by destroy with onDelete retain, without a single change", async () => {
  const { id, addresses } = cloud.instance();
  const db = { dbInstanceId: id, sslEnabled: true, connectAddress: addresses[0] };
  await cloud.control.changeInstance(id, { sslEnabled: true, connectAddress: addresses[0] });
  const stack = await cloud.stack({ program: declaring({ db }) });

  const adoption = await cloud.watch(() => mustUp(stack));
  expect(adoption.actions).toEqual(READ_FIRST);
  const { caUrl } = cloud.control.instance(id);
  expect(resourceIn(stack, "db")).toMatchObject({ id, outputs: { ...db, caUrl, onDelete: "disable" } });

  // Arguments that the cloud does not know are kept in the state, without a call.
  const kept = { onDelete: "retain", taskTimeoutSeconds: 60 };
  stack.setProgram(declaring({ db: { ...db, ...kept } }));
  expect((await cloud.watch(() => mustUp(stack))).actions).toEqual([]);
  expect(resourceIn(stack, "db")).toMatchObject({ inputs: kept, outputs: { ...db, ...kept, caUrl } });

  const destroyed = await cloud.watch(() => mustDestroy(stack));
  expect(destroyed.actions).toEqual([]);
  expect(destroyed.result.stdout).toContain(`${id}: SSL stays as it is (onDelete is "retain")`);
  expect(cloud.control.instance(id)).toMatchObject({ sslEnabled: true, modifies: 0, restarts: 0 });
});
