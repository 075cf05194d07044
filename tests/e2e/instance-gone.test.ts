import { READ_FIRST, useLocalCloud } from "./local-cloud";
import { declaring } from "./programs";
import { mustDestroy, mustUp, resourceIn } from "./stack-verbs";

const cloud = useLocalCloud();

test("refresh removes a resource from the state if its instance was destroyed, and destroy succeeds without a change", async () => {
  const [refreshed, destroyed] = [cloud.instance(1), cloud.instance(2)];
  const protecting = ({ id, addresses }: typeof refreshed) => ({
    dbInstanceId: id,
    sslEnabled: true,
    connectAddress: addresses[0],
  });
  const stack = await cloud.stack({
    program: declaring({ refreshed: protecting(refreshed), destroyed: protecting(destroyed) }),
  });
  await mustUp(stack);

  await cloud.control.destroyInstance(refreshed.id);
  await stack.mustRun(["refresh", "--yes", "--skip-preview"]);
  expect(resourceIn(stack, "refreshed")).toBeUndefined();
  expect(resourceIn(stack, "destroyed")).toMatchObject({ id: destroyed.id });

  await cloud.control.destroyInstance(destroyed.id);
  const { actions } = await cloud.watch(() => mustDestroy(stack));
  expect(actions).toEqual(READ_FIRST);
  expect((await stack.export()).deployment.resources ?? []).toEqual([]);
});
