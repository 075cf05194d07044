import { startVirtualCloud, type VirtualCloud } from "../virtual-cloud";
import { finish, useVirtualTime } from "../virtual-time";
import { PartialStateError } from "../../../provider/errors/package-errors";
import type { InstanceSslConfigInputs } from "../../../provider/model/properties";
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
  Object.keys(AGES).flatMap((age) =>
    Object.keys(ENDS).flatMap((end) => VERBS.map((verbs) => [crowd, verbs, age, end] as const)),
  ),
);

const TIMEOUT_SECONDS = 120;

test.each(CELLS)(
  "%i resources beside as many with a task of others: a process that %s, a task %s that %s",
  async (crowd, verbs, age, end) => {
    const cloud = await startVirtualCloud({ instances: 2 * crowd });
    const all = cloud.control.instances().filter(({ id }) => id.startsWith("postgres-"));
    const busy = all.filter((_, index) => index % 2 === 0);
    const { status, moreSeconds } = ENDS[end as keyof typeof ENDS];
    const seconds = AGES[age as keyof typeof AGES];
    const deletes = verbs === VERBS[1] ? all.filter((_, index) => index % 3 === 0) : [];
    for (const { id } of deletes) await cloud.control.changeInstance(id, { sslEnabled: true });
    for (const { id } of busy) cloud.control.startTask(id, { kind: "restart", seconds: seconds + moreSeconds, status });
    await jest.advanceTimersByTimeAsync(seconds * 1000);

    const session = cloud.session();
    const outcomes = await finish(
      Promise.all(
        all.map((instance) => {
          const inputs = inputsOf(cloud, instance);
          const isDelete = deletes.includes(instance);
          const verb = isDelete ? remove(session, inputs) : create(session, inputs).then(() => undefined);
          return verb.then(
            () => (isDelete ? "off" : "on"),
            (error: unknown) => (error instanceof PartialStateError ? (error.cause as Error) : (error as Error)).name,
          );
        }),
      ),
    );

    const outlasts = moreSeconds > TIMEOUT_SECONDS;
    expect(outcomes).toEqual(
      all.map((instance) => {
        if (outlasts && busy.includes(instance)) return "TaskTimeoutError";
        return deletes.includes(instance) ? "off" : "on";
      }),
    );
    // No change was ever sent for an instance with a task that the cloud lists, and none was sent twice.
    expect(cloud.control.callCounts().ModifyDBInstanceSSLConfig).toEqual({
      accepted: outlasts ? all.length - busy.length : all.length,
      limited: 0,
      failed: 0,
    });
  },
);

function inputsOf(
  cloud: VirtualCloud,
  { id, addresses }: { readonly id: string; readonly addresses: readonly string[] },
): InstanceSslConfigInputs {
  return {
    dbInstanceId: id,
    region: cloud.control.region,
    sslEnabled: true,
    connectAddress: addresses[0] ?? "",
    onDelete: "disable",
    taskTimeoutSeconds: TIMEOUT_SECONDS,
  };
}
