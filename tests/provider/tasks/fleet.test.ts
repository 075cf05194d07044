import { startVirtualCloud } from "../virtual-cloud";
import { timed, useVirtualTime } from "../virtual-time";
import { inputsOf } from "../inputs";
import { create, read, remove } from "../../../provider/resource/lifecycle";

useVirtualTime();

const INSTANCES = 30;
const TASK_SECONDS = 10;

test("a fleet in one process costs two looks and one change each, few looks at tasks, and no refusal, on and off", async () => {
  const cloud = await startVirtualCloud({ instances: INSTANCES, rate: 20 });
  const { control } = cloud;
  const session = cloud.session();
  const fleet = control
    .instances()
    .filter(({ id }) => id.startsWith("postgres-"))
    .map((instance) => inputsOf(instance));
  const on = await timed(Promise.all(fleet.map((inputs) => create(session, inputs))));

  const changes = (each: number) => ({ accepted: each * INSTANCES, limited: 0, failed: 0 });
  expect(control.callCounts()).toMatchObject({
    ModifyDBInstanceSSLConfig: changes(1),
    DescribeDBInstanceSSLConfig: changes(2),
  });
  // One look at each instance before its change; one poll a task every second would be some three hundred more.
  expect(control.callCounts().DescribeTasks.accepted).toBeLessThanOrEqual(INSTANCES + 20);
  // By the clock of the cloud, not of this machine: the floor of the limit is 11.5 s.
  expect(on.seconds).toBeLessThan((INSTANCES / 20 + TASK_SECONDS) * 1.15);
  const seen = fleet.map(({ dbInstanceId }) => control.instance(dbInstanceId));
  expect(seen.filter(({ sslEnabled, restarts }) => !sslEnabled || restarts !== 1)).toEqual([]);

  const before = cloud.requests.length;
  const { result: states } = await timed(Promise.all(on.result.map((state) => read(session, state, state))));
  expect(states).toEqual(on.result);
  expect(cloud.requests).toHaveLength(before + INSTANCES);

  await timed(Promise.all(on.result.map((state) => remove(session, state))));
  expect(fleet.filter(({ dbInstanceId }) => control.instance(dbInstanceId).sslEnabled)).toEqual([]);
  expect(control.callCounts().ModifyDBInstanceSSLConfig).toEqual(changes(2));
  expect(control.callCounts().DescribeTasks.accepted).toBeLessThanOrEqual(2 * (INSTANCES + 20));
  expect(Object.values(control.callCounts()).filter(({ limited }) => limited > 0)).toEqual([]);
});
