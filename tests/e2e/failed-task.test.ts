import { LOOK, MODIFY, READ_FIRST, TASKS, useLocalCloud } from "./local-cloud";
import { declaring } from "./programs";
import { mustUp, resourceIn, up } from "./stack-verbs";

const cloud = useLocalCloud();

test("a failed task is reported within one poll, with its message and ids; the state keeps the resource, and the next up succeeds", async () => {
  const { id, addresses } = cloud.instance(1);
  const stack = await cloud.stack({ program: protecting(id, addresses[0]) });
  cloud.control.nextTask({ status: "Fail", seconds: 0, message: "the disk is full" });

  const { result, actions } = await cloud.watch(() => up(stack));
  expect(result.exitCode).not.toBe(0);
  expect(actions).toEqual([...READ_FIRST, MODIFY, TASKS, LOOK]);
  expect(result.stdout).toContain(
    `* ${id} (ap-guangzhou): turning SSL on for ${addresses[0]} failed. Task 100001 failed at 25% in "Issue Certificate": ` +
      `"the disk is full" (request ${requestOfTheChange()}). ` +
      "See the task in the console; the next `pulumi up` looks at the instance and, where still needed, tries again.",
  );
  const kept = resourceIn(stack, "db");
  expect(kept).toMatchObject({ id, outputs: { dbInstanceId: id, sslEnabled: false, taskId: 100_001 } });
  expect(kept?.initErrors).toHaveLength(1);

  await mustUp(stack);
  expect(cloud.control.instance(id)).toMatchObject({ sslEnabled: true, modifies: 2, restarts: 1 });
  expect(resourceIn(stack, "db")).toMatchObject({ outputs: { sslEnabled: true, taskId: 100_002 } });
  expect(resourceIn(stack, "db")).not.toHaveProperty("initErrors");

  // The same for a change of an existing setting: the state keeps the address that is really protected.
  stack.setProgram(protecting(id, addresses[1]));
  cloud.control.nextTask({ status: "Pause", seconds: 0, message: "waiting for an engineer" });
  const paused = await up(stack);
  expect(paused.stdout).toContain("paused at 25%");
  expect(paused.stdout).toContain(': "waiting for an engineer"');
  expect(resourceIn(stack, "db")).toMatchObject({ outputs: { sslEnabled: true, connectAddress: addresses[0] } });
  await mustUp(stack);
  expect(cloud.control.instance(id)).toMatchObject({ connectAddress: addresses[1], modifies: 4, restarts: 2 });
});

test("a task that succeeds without changing the setting is an error, and the state says what the instance has", async () => {
  const { id, addresses } = cloud.instance(2);
  const stack = await cloud.stack({ program: protecting(id, addresses[0], 4) });
  cloud.control.nextTask({ status: "Success", seconds: 0, effect: "none" });

  const { exitCode, stdout } = await up(stack);
  expect(exitCode).not.toBe(0);
  expect(stdout).toContain("the cloud reports it as done, but SSL is off");
  expect(resourceIn(stack, "db")).toMatchObject({ id, outputs: { sslEnabled: false } });
  await mustUp(stack);
  expect(cloud.control.instance(id)).toMatchObject({ sslEnabled: true, modifies: 2, restarts: 1 });
});

function protecting(dbInstanceId: string, connectAddress: string, taskTimeoutSeconds?: number): string {
  return declaring({
    db: { dbInstanceId, sslEnabled: true, connectAddress, ...(taskTimeoutSeconds && { taskTimeoutSeconds }) },
  });
}

/** The id of the request by which the latest change was accepted. */
function requestOfTheChange(): string {
  const changes = cloud.control.latestCalls().filter(({ action }) => action === MODIFY);
  return changes.at(-1)?.requestId ?? "";
}
