import { startVirtualCloud, type VirtualCloud } from "../../virtual-cloud";
import { useVirtualTime } from "../../virtual-time";
import { inputsFor, instanceOf, modifiesSent, up } from "./run";

useVirtualTime();
const many = [0, 1, 2, 3, 4, 5, 6, 7];
let cloud: VirtualCloud;

beforeEach(async () => {
  cloud = await startVirtualCloud({ instances: many.length });
  await upAll({ sslEnabled: true });
  await upAll({ sslEnabled: false });
});

function loseReplies(drop: "before" | "after"): void {
  cloud.control.addFault({ action: "ModifyDBInstanceSSLConfig", times: many.length, fault: { drop } });
}

async function upAll(more: { readonly sslEnabled: boolean }): Promise<Awaited<ReturnType<typeof up>>[]> {
  const session = cloud.session();
  return Promise.all(many.map((index) => up(cloud, inputsFor(cloud, index, more), { session })));
}

test("the running task of a lost change is found and followed, not an old one that has ended", async () => {
  loseReplies("after");
  const runs = await upAll({ sslEnabled: true });

  expect(runs.map(({ state }) => state?.sslEnabled)).toEqual(many.map(() => true));
  expect(runs.map(({ state }) => state?.taskId ?? 0).filter((taskId) => taskId <= 100016)).toEqual([]);
  expect(many.map((index) => cloud.control.instance(instanceOf(cloud, index).id).restarts)).toEqual(many.map(() => 3));
});

test("a change without any trace is sent once more, because all tasks of each instance are known", async () => {
  loseReplies("before");
  const runs = await upAll({ sslEnabled: true });

  expect(runs.map(({ state }) => state?.sslEnabled)).toEqual(many.map(() => true));
  expect(modifiesSent(cloud)).toBe(4 * many.length);
  expect(many.map((index) => cloud.control.instance(instanceOf(cloud, index).id).restarts)).toEqual(many.map(() => 3));
});
