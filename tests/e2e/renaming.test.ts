import { MODIFY, READ_FIRST, useLocalCloud } from "./local-cloud";
import { declaring } from "./programs";
import { mustDestroy, mustUp, resourceIn } from "./stack-verbs";

const cloud = useLocalCloud();

test("renaming a resource without an alias, or replacing it on request, never turns SSL off", async () => {
  const { id, addresses } = cloud.instance();
  const args = { dbInstanceId: id, sslEnabled: true, connectAddress: addresses[0] };
  const stack = await cloud.stack({ program: declaring({ before: args }) });
  await mustUp(stack);

  stack.setProgram(declaring({ after: args }));
  const renamed = await cloud.watch(() => mustUp(stack));
  expect(renamed.actions).toEqual(READ_FIRST);
  expect(renamed.result.stdout).toContain("SSL stays as it is, because another resource of this program declares");
  expect(resourceIn(stack, "before")).toBeUndefined();
  const { urn } = resourceIn(stack, "after") ?? { urn: "" };

  const replaced = await cloud.watch(() => mustUp(stack, ["--replace", urn]));
  expect(replaced.result.stdout).toMatch(/1 replaced/);
  expect(replaced.actions).toEqual(READ_FIRST);
  expect(cloud.control.instance(id)).toMatchObject({ sslEnabled: true, modifies: 1, restarts: 1 });

  // Here the program runs and declares the resource, but the whole stack is being destroyed.
  const destroyed = await cloud.watch(() => mustDestroy(stack, ["--run-program"]));
  expect(destroyed.actions).toContain(MODIFY);
  expect(cloud.control.instance(id)).toMatchObject({ sslEnabled: false, modifies: 2, restarts: 2 });
});
