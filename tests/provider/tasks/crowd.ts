import { REGION, type SentRequest, startVirtualCloud, type VirtualCloud } from "../virtual-cloud";
import { finish } from "../virtual-time";
import type { Task } from "../../../provider/model/task";
import { Deadline } from "../../../provider/model/deadline";
import { DEFAULT_PACE } from "../../../provider/model/pace";
import type { Instance } from "../../../provider/model/ssl-setting";
import type { ReconcileTools } from "../../../provider/reconcile/run";

/** Many instances whose tasks are waited for in one process. */
export interface Crowd {
  readonly cloud: VirtualCloud;
  readonly tools: ReconcileTools;
  /** Starts a task for each of `count` instances, one shortly after the other, and says their ids. */
  startTasks(count: number, from?: number): Promise<number[]>;
  /** Watches a task until it is seen, or the cloud says that it lists none. */
  find(id: number, region?: string, until?: Deadline): Promise<Task | undefined>;
  /** Watches a task to its end, and says in which state and in which second that was seen. */
  watch(id: number, until?: Deadline): Promise<Ended | undefined>;
  watchAll(ids: readonly number[], until?: Deadline): Promise<(Ended | undefined)[]>;
  /** What DescribeTasks was asked since this was called last. */
  questions(): SentRequest["request"][];
}

export interface Ended {
  readonly status: string;
  readonly second: number;
}

const INSTANCES = 130;

export async function openCrowd(): Promise<Crowd> {
  const cloud = await startVirtualCloud({ instances: INSTANCES });
  const { tools } = cloud.session();
  const start = performance.now();
  let asked = 0;
  const instanceOf = (id: number, region: string): Instance => ({
    region,
    dbInstanceId: cloud.control.tasks().find((task) => task.id === id)?.instance ?? "postgres-zzzzzzzz",
  });
  const watch: Crowd["watch"] = (id, until = deadline()) =>
    tools.tasks.watch(instanceOf(id, REGION), id, until, (task) =>
      task === undefined || task.status === "Running"
        ? undefined
        : { status: task.status, second: (performance.now() - start) / 1000 },
    );
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
    find: async (id, region = REGION, until = deadline()) =>
      (await tools.tasks.watch(instanceOf(id, region), id, until, (task) => ({ task })))?.task,
    watch,
    watchAll: (ids, until) => Promise.all(ids.map((id) => watch(id, until))),
    questions: () => {
      const all = cloud.requests.filter(({ action }) => action === "DescribeTasks").map(({ request }) => request);
      return all.slice(asked, (asked = all.length));
    },
  };
}

export function deadline(seconds = 6000): Deadline {
  return Deadline.in(seconds, DEFAULT_PACE);
}

export async function pass(seconds: number): Promise<void> {
  await jest.advanceTimersByTimeAsync(seconds * 1000);
}
