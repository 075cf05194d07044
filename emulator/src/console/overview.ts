import type { Call } from "../calls";
import { type ActionName, actionNames } from "../contract";
import type { Control, InstanceSearch, InstanceView, TaskView } from "../control";
import type { FaultRule } from "../faults";

const mostInstances = 50;
const mostTasks = 20;
const mostCalls = 30;

/** An instance as the page shows it: nothing secret, such as its database's password, is in it. */
export interface OverviewInstance extends Pick<
  InstanceView,
  "id" | "addresses" | "status" | "sslEnabled" | "connectAddress" | "restarts"
> {
  /** Where its PostgreSQL listens, such as `127.0.0.1:25432`; null without one. */
  readonly database: string | null;
}

/** All that the page shows. Lists are cut to what a person can read; the totals say how much there is. */
export interface Overview {
  readonly region: string;
  readonly totals: {
    readonly instances: number;
    readonly sslEnabled: number;
    readonly runningTasks: number;
    readonly calls: number;
  };
  /** How many instances fit the filter. */
  readonly matching: number;
  readonly instances: readonly OverviewInstance[];
  /** Those that are running, then the latest that have ended. */
  readonly tasks: readonly TaskView[];
  /** Those that are still to come. */
  readonly faults: readonly FaultRule[];
  /** The actions that a fault may befall. */
  readonly actions: readonly ActionName[];
  /** The newest first. */
  readonly calls: readonly Call[];
}

/** Looks at the cloud as it is now. */
export function overview(control: Control, filter: Omit<InstanceSearch, "limit">): Overview {
  const { total, sslEnabled, matching, instances } = control.searchInstances({ ...filter, limit: mostInstances });
  const tasks = control.tasks().toReversed();
  const running = tasks.filter(isRunning);
  const ended = tasks.filter((task) => !isRunning(task));
  const counts = Object.values(control.callCounts());
  return {
    region: control.region,
    totals: {
      instances: total,
      sslEnabled,
      runningTasks: running.length,
      calls: counts.reduce((sum, { accepted, limited, failed }) => sum + accepted + limited + failed, 0),
    },
    matching,
    instances: instances.map(shown),
    tasks: [...running.slice(0, mostTasks), ...ended.slice(0, mostTasks)],
    faults: control.faults(),
    actions: actionNames,
    calls: control.latestCalls(mostCalls).toReversed(),
  };
}

function isRunning({ status }: TaskView): boolean {
  return status === "Running" || status === "WaitSwitch";
}

function shown(instance: InstanceView): OverviewInstance {
  const { id, addresses, status, sslEnabled, connectAddress, restarts, server } = instance;
  const database = server ? `${server.host}:${server.port}` : null;
  return { id, addresses, status, sslEnabled, connectAddress, restarts, database };
}
