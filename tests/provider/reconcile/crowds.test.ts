import { startVirtualCloud } from "../virtual-cloud";
import { finish, useVirtualTime } from "../virtual-time";
import { inputsOf } from "../inputs";
import { PartialStateError } from "../../../provider/resource/state";
import { create, remove } from "../../../provider/resource/lifecycle";

useVirtualTime();

/**
 * The dimension of the fault matrix that one resource alone does not have: crowds, in which half of the instances have a
 * task of somebody else, as old as listings seldom reach, and one process creates and deletes at the same time.
 */
const CROWDS = [1, 6, 15];
const AGES = { "just begun": 0, "of 20 minutes": 1200, "of an hour": 3600 };
const ENDS = {
  "ends well": { status: "Success", moreSeconds: 40 },
  fails: { status: "Fail", moreSeconds: 40 },
  "outlasts the user's time": { status: "Success", moreSeconds: 4000 },
} as const;
const VERBS = ["creates", "creates and deletes"];

const CELLS = CROWDS.flatMap((crowd) =>
  Object.entries(AGES).flatMap(([age, seconds]) =>
    Object.entries(ENDS).flatMap(([end, task]) => VERBS.map((verbs) => ({ crowd, age, seconds, end, task, verbs }))),
  ),
);

const TIMEOUT_SECONDS = 120;

test.each(CELLS)(
  "$crowd resources beside as many with a task of others: a process that $verbs, a task $age that $end",
  async ({ crowd, seconds, task: { status, moreSeconds }, verbs }) => {
    const cloud = await startVirtualCloud({ instances: 2 * crowd });
    const { control } = cloud;
    const all = control.instances().filter(({ id }) => id.startsWith("postgres-"));
    const busy = all.filter((_, index) => index % 2 === 0);
    const deletes = verbs === "creates" ? [] : all.filter((_, index) => index % 3 === 0);
    for (const { id } of deletes) await control.changeInstance(id, { sslEnabled: true });
    for (const { id } of busy) control.startTask(id, { kind: "restart", seconds: seconds + moreSeconds, status });
    await jest.advanceTimersByTimeAsync(seconds * 1000);

    const session = cloud.session();
    const outcomes = all.map(async (instance) => {
      const inputs = inputsOf(instance, { taskTimeoutSeconds: TIMEOUT_SECONDS });
      try {
        await (deletes.includes(instance) ? remove(session, inputs) : create(session, inputs));
        return control.instance(instance.id).sslEnabled ? "on" : "off";
      } catch (error) {
        return ((error instanceof PartialStateError ? error.cause : error) as Error).name;
      }
    });

    const outlasts = moreSeconds > TIMEOUT_SECONDS;
    expect(await finish(Promise.all(outcomes))).toEqual(
      all.map((instance) => {
        if (outlasts && busy.includes(instance)) return "TaskTimeoutError";
        return deletes.includes(instance) ? "off" : "on";
      }),
    );
    // No change was ever sent for an instance with a task that the cloud lists, and none was sent twice.
    expect(control.callCounts().ModifyDBInstanceSSLConfig).toEqual({
      accepted: outlasts ? all.length - busy.length : all.length,
      limited: 0,
      failed: 0,
    });
  },
);
