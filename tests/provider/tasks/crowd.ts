import type { Task } from "../../../provider/model/task";
import { Deadline } from "../../../provider/model/deadline";
import { DEFAULT_PACE } from "../../../provider/model/pace";
import type { ReconcileTools } from "../../../provider/reconcile/run";
import { REGION, startVirtualCloud, type VirtualCloud } from "../virtual-cloud";
import { finish } from "../virtual-time";

/** Many instances whose tasks are waited for in one process. */
export interface Crowd {
  readonly cloud: VirtualCloud;
  readonly tools: ReconcileTools;
  /** Starts a task for each of `count` instances, one shortly after the other, and says their ids. */
  startTasks(count: number, from?: number): Promise<number[]>;
  /** Looks a task up once. */
  find(id: number, region?: string, until?: Deadline): Promise<Task | undefined>;
  /** Looks all tasks up at once. */
  findAll(ids: readonly number[]): Promise<(Task | undefined)[]>;
  /** What DescribeTasks was asked since this was called last. */
  questions(): object[];
}

export const INSTANCES = 130;

export async function openCrowd(): Promise<Crowd> {
  const cloud = await startVirtualCloud({ instances: INSTANCES });
  const { tools } = cloud.session();
  let asked = 0;
  const find: Crowd["find"] = async (id, region = REGION, until = deadline()) =>
    (await tools.tasks.watch(region, id, until, (task) => ({ task })))?.task;
  return {
    cloud,
    tools,
    startTasks: async (count, from = 0) => {
      const changes = cloud.control.instances().slice(from, from + count);
      const accepted = changes.map(({ id, addresses: [connectAddress = ""] }) =>
        tools.api.modifySslConfig(
          { region: REGION, dbInstanceId: id },
          { sslEnabled: true, connectAddress },
          deadline(),
        ),
      );
      return (await finish(Promise.all(accepted))).map(({ taskId }) => taskId ?? 0);
    },
    find,
    findAll: (ids) => Promise.all(ids.map((id) => find(id))),
    questions: () => {
      const all = cloud.requests.filter(({ action }) => action === "DescribeTasks").map(({ request }) => request);
      return all.slice(asked, (asked = all.length));
    },
  };
}

export function deadline(seconds = 600): Deadline {
  return Deadline.in(seconds, DEFAULT_PACE);
}

export async function pass(seconds: number): Promise<void> {
  await jest.advanceTimersByTimeAsync(seconds * 1000);
}
