import { MODIFY, useLocalCloud } from "./local-cloud";
import { declaring } from "./programs";
import { mustUp, resourceIn, up } from "./stack-verbs";

const cloud = useLocalCloud();

test("another dbInstanceId or region replaces the resource: the new instance gets SSL first, then the old one loses it", async () => {
  const [first, second] = [cloud.instance(1), cloud.instance(2)];
  const third = cloud.control.createInstance({ region: "ap-singapore" });
  const program = (dbInstanceId: string, connectAddress: string, region?: string) =>
    declaring({ db: { dbInstanceId, sslEnabled: true, connectAddress, ...(region && { region }) } });

  const stack = await cloud.stack({ program: program(first.id, first.addresses[0]) });
  await mustUp(stack);
  stack.setProgram(program(second.id, second.addresses[0]));
  await mustUp(stack);
  expect(changedInstances()).toEqual([first.id, second.id, first.id]);
  expect(cloud.control.instance(first.id)).toMatchObject({ sslEnabled: false, modifies: 2 });
  expect(cloud.control.instance(second.id)).toMatchObject({ sslEnabled: true, modifies: 1 });

  // In another region there is no such instance: the old one keeps its protection.
  stack.setProgram(program(second.id, second.addresses[0], "ap-singapore"));
  const failed = await up(stack);
  expect(failed.exitCode).not.toBe(0);
  expect(failed.stdout).toContain(`${second.id} (ap-singapore): the instance does not exist`);
  expect(cloud.control.instance(second.id)).toMatchObject({ sslEnabled: true, modifies: 1 });

  stack.setProgram(program(third.id, third.addresses[0] ?? "", "ap-singapore"));
  await mustUp(stack);
  expect(changedInstances().slice(3)).toEqual([third.id, second.id]);
  expect(cloud.control.instance(second.id)).toMatchObject({ sslEnabled: false, modifies: 2 });
  expect(cloud.control.instance(third.id)).toMatchObject({ sslEnabled: true, modifies: 1 });
  expect(resourceIn(stack, "db")).toMatchObject({ id: third.id, outputs: { region: "ap-singapore" } });
});

/** The instances that were changed, in order. */
function changedInstances(): string[] {
  const changes = cloud.control
    .latestCalls()
    .filter(({ action, outcome }) => action === MODIFY && outcome === "accepted");
  return changes.flatMap(({ instances }) => instances);
}
