import { startVirtualCloud } from "../virtual-cloud";
import { timed, useVirtualTime } from "../virtual-time";
import { create, read, remove } from "../../../provider/resource/lifecycle";

useVirtualTime();

const INSTANCES = 30;
const TASK_SECONDS = 10;

test("a fleet in one process costs two looks and one change each, few looks at tasks, and no refusal", async () => {
  const cloud = await startVirtualCloud({ instances: INSTANCES, rate: 20 });
  const session = cloud.session();
  const fleet = cloud.control
    .instances()
    .filter(({ id }) => id.startsWith("postgres-"))
    .map(({ id, addresses }) => ({
      dbInstanceId: id,
      region: cloud.control.region,
      sslEnabled: true,
      connectAddress: addresses[0] ?? "",
      onDelete: "disable" as const,
      taskTimeoutSeconds: 600,
    }));
  const { result: states, seconds } = await timed(Promise.all(fleet.map((inputs) => create(session, inputs))));

  const limited = () => Object.values(cloud.control.callCounts()).map((count) => count.limited);
  expect(cloud.control.callCounts()).toMatchObject({
    ModifyDBInstanceSSLConfig: { accepted: INSTANCES },
    DescribeDBInstanceSSLConfig: { accepted: 2 * INSTANCES },
  });
  // One look at each instance before its change; one poll a task every second would be some three hundred more.
  expect(cloud.control.callCounts().DescribeTasks.accepted).toBeLessThanOrEqual(INSTANCES + 20);
  expect(new Set(limited())).toEqual(new Set([0]));
  // By the clock of the cloud, not of this machine: the floor of the limit is 11.5 s.
  expect(seconds).toBeLessThan((INSTANCES / 20 + TASK_SECONDS) * 1.15);
  for (const { id, restarts } of fleet.map(({ dbInstanceId }) => cloud.control.instance(dbInstanceId))) {
    expect([id, restarts]).toEqual([id, 1]);
  }

  const before = cloud.requests.length;
  const seen = await timed(Promise.all(states.map((state) => read(session, state, state))));
  expect(seen.result).toEqual(states);
  expect(cloud.requests).toHaveLength(before + INSTANCES);
  expect(new Set(limited())).toEqual(new Set([0]));
});

test("a fleet is turned off as it was turned on", async () => {
  const cloud = await startVirtualCloud({ instances: INSTANCES, rate: 20 });
  const instances = cloud.control.instances().filter(({ id }) => id.startsWith("postgres-"));
  for (const { id } of instances) await cloud.control.changeInstance(id, { sslEnabled: true });
  const session = cloud.session();
  const states = instances.map(({ id }) => ({
    dbInstanceId: id,
    region: cloud.control.region,
    sslEnabled: true,
    onDelete: "disable" as const,
    taskTimeoutSeconds: 600,
  }));
  await timed(Promise.all(states.map((state) => remove(session, state))));

  expect(instances.filter(({ id }) => cloud.control.instance(id).sslEnabled)).toEqual([]);
  expect(cloud.control.callCounts().ModifyDBInstanceSSLConfig).toEqual({
    accepted: INSTANCES,
    limited: 0,
    failed: 0,
  });
  expect(cloud.control.callCounts().DescribeTasks.accepted).toBeLessThanOrEqual(INSTANCES + 20);
});
