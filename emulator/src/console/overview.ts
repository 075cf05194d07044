import type { Call } from "../calls";
import type { Control, InstanceView, TaskView } from "../control";

const mostInstances = 50;
const mostTasks = 20;
const mostCalls = 30;

/** Which instances are asked for. */
export interface OverviewFilter {
  /** Part of an id or an address; the empty string fits all. */
  readonly text: string;
  readonly ssl: "on" | "off" | undefined;
}

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
  readonly runningTasks: readonly TaskView[];
  /** The newest first. */
  readonly calls: readonly Call[];
}

/** Looks at the cloud as it is now. */
export function overview(control: Control, filter: OverviewFilter): Overview {
  const instances = control.instances().map(({ id }) => control.instance(id));
  const matching = instances.filter((instance) => fits(instance, filter));
  const running = control.tasks().filter(({ status }) => status === "Running" || status === "WaitSwitch");
  const counts = Object.values(control.callCounts());
  return {
    region: control.region,
    totals: {
      instances: instances.length,
      sslEnabled: instances.filter(({ sslEnabled }) => sslEnabled).length,
      runningTasks: running.length,
      calls: counts.reduce((sum, { accepted, limited, failed }) => sum + accepted + limited + failed, 0),
    },
    matching: matching.length,
    instances: matching.slice(0, mostInstances).map(shown),
    runningTasks: running.slice(0, mostTasks),
    calls: control.latestCalls(mostCalls).toReversed(),
  };
}

function fits({ id, addresses, sslEnabled }: InstanceView, { text, ssl }: OverviewFilter): boolean {
  if (ssl !== undefined && sslEnabled !== (ssl === "on")) return false;
  return [id, ...addresses].some((name) => name.includes(text));
}

function shown(instance: InstanceView): OverviewInstance {
  const { id, addresses, status, sslEnabled, connectAddress, restarts, server } = instance;
  const database = server ? `${server.host}:${server.port}` : null;
  return { id, addresses, status, sslEnabled, connectAddress, restarts, database };
}
