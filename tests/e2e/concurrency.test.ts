import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { colleagueChanges } from "./colleague";
import { LOOK, MODIFY, useLocalCloud } from "./local-cloud";
import { faultsBegan } from "./moments";
import { declaring } from "./programs";
import { mustUp, resourceIn, up } from "./stack-verbs";

const cloud = useLocalCloud({ instances: 5 });
const backendDir = mkdtempSync(join(tmpdir(), "shared-state-"));
afterAll(() => rmSync(backendDir, { recursive: true, force: true }));

test("two resources that declare different settings for one instance are refused, naming both, and nothing is changed", async () => {
  const { id, addresses } = cloud.instance(1);
  const [one, other] = addresses;
  const program = declaring({
    first: { dbInstanceId: id, sslEnabled: true, connectAddress: one },
    second: { dbInstanceId: id, sslEnabled: true, connectAddress: other },
  });
  const stack = await cloud.stack({ program });
  const { exitCode, stdout } = await up(stack);

  expect(exitCode).not.toBe(0);
  const [, own, another] =
    /two resources of this program declare different settings for \S+ \(ap-guangzhou\): this one SSL on for (\S+), another one SSL on for (\S+)\. Keep one/.exec(
      stdout,
    ) ?? [];
  expect([own, another].sort()).toEqual([one, other].sort());
  expect(cloud.control.instance(id)).toMatchObject({ sslEnabled: false, modifies: 0, restarts: 0 });
});

test("two resources that declare the same setting for one instance cost one restart", async () => {
  const { id, addresses } = cloud.instance(2);
  const args = { dbInstanceId: id, sslEnabled: true, connectAddress: addresses[0] };
  await mustUp(await cloud.stack({ program: declaring({ first: args, second: args }) }));

  expect(cloud.control.instance(id)).toMatchObject({ sslEnabled: true, modifies: 1, restarts: 1 });
});

test("two stacks that set up one instance at once both succeed, with one restart", async () => {
  const { id, addresses } = cloud.instance(3);
  const program = declaring({ db: { dbInstanceId: id, sslEnabled: true, connectAddress: addresses[0] } });
  const stacks = await Promise.all(
    ["one", "other"].map((stackName) => cloud.stack({ backendDir, stackName, program })),
  );
  cloud.control.nextTask({ instance: id, status: "stuck", effect: "applied" });
  // The task ends once the slower stack has noticed it, by reading the tasks or by a refusal of its own change.
  const onLine = (line: string) => {
    if (/already running for the instance|InstanceStatusLimitError/.test(line)) cloud.endTask(id);
  };
  await Promise.all(stacks.map((stack) => mustUp(stack, [], { onLine })));

  expect(cloud.control.instance(id)).toMatchObject({ sslEnabled: true, modifies: 1, restarts: 1 });
});

test("a change that someone else makes just before ours is waited for, and not made again", async () => {
  const { id, addresses } = cloud.instance(4);
  const db = { dbInstanceId: id, sslEnabled: true, connectAddress: addresses[0] };
  const stack = await cloud.stack({ program: declaring({ db }) });
  cloud.control.addFault({ action: LOOK, instance: id, fault: { hang: 1 } });
  const { result } = await cloud.watch(async () => {
    const running = mustUp(stack);
    await faultsBegan(cloud);
    cloud.control.nextTask({ instance: id, seconds: 4 });
    await colleagueChanges(cloud, id, addresses[0]);
    return running;
  });

  expect(result.stdout).toContain("[OperationDenied.InstanceStatusLimitError, request ");
  expect(cloud.control.instance(id)).toMatchObject({ sslEnabled: true, modifies: 1, restarts: 1 });
  expect(resourceIn(stack, "db")).toMatchObject({ outputs: db });
});

test("someone else's running task is waited for, and the setting is then changed only if it is not as desired", async () => {
  const { id, addresses } = cloud.instance(5);
  const db = { dbInstanceId: id, sslEnabled: true, connectAddress: addresses[0] };
  const stack = await cloud.stack({ program: declaring({ db }) });
  cloud.control.nextTask({ instance: id, status: "stuck", effect: "applied" });
  await colleagueChanges(cloud, id, addresses[1]);
  const taskId = cloud.control.instance(id).runningTaskId ?? 0;
  const { actions } = await cloud.watch(() =>
    mustUp(stack, [], {
      onLine: (line) => {
        if (line.includes(`task ${taskId} is already running for the instance`)) cloud.endTask(id);
      },
    }),
  );

  expect(actions.filter((action) => action === MODIFY)).toHaveLength(1);
  expect(cloud.control.instance(id)).toMatchObject({ connectAddress: addresses[0], modifies: 2, restarts: 2 });
});
