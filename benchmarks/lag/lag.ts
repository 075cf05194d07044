import type { Benchmark } from "./benchmark";
import { type Call, CloudProcess } from "./cloud-process";
import { mean, p95, ratio, seconds } from "./figures";
import { runVerb } from "./fleet/run-verbs";
import { VERBS } from "./fleet/verbs";
import { FleetProject } from "./project/fleet-project";
import { PackedPackage } from "./project/packed-package";
import { ours } from "./project/programs";

const SHORTEST_TASK_SECONDS = 5;
const LONGEST_TASK_SECONDS = 15;

interface LagRow {
  readonly instances: number;
  /** From a task's end to the look that verifies the setting, which follows as soon as the end is known. */
  readonly knownMean: number;
  readonly knownP95: number;
  /** From a task's end to the end of its resource, when the setting was verified too. */
  readonly doneMean: number;
  readonly doneP95: number;
  readonly callsPerTask: number;
  /** Calls that one poll a task would cost to know of the end as soon: a poll in every two mean delays. */
  readonly onePollCallsPerTask: number;
}

/** How soon the end of a task is known and its resource done. The tasks take different times, 10 s on the average. */
export const lag: Benchmark<LagRow> = {
  name: "lag",
  title: "From a task's end to the resource's end",
  keyOf: ({ instances }) => String(instances),
  run: async ({ sizes }, save, say) => {
    const ourPackage = new PackedPackage();
    try {
      for (const instances of sizes) {
        save(await measure(instances, ourPackage));
        say(`N = ${instances}: done`);
      }
    } finally {
      ourPackage.remove();
    }
  },
  table: (rows) => ({
    columns: [
      "N",
      "setting looked at: mean (s)",
      "p95",
      "resource done: mean (s)",
      "p95",
      "DescribeTasks a task",
      "with one poll a task",
    ],
    rows: rows.map((row) => [
      String(row.instances),
      ratio(row.knownMean),
      ratio(row.knownP95),
      ratio(row.doneMean),
      ratio(row.doneP95),
      ratio(row.callsPerTask),
      seconds(row.onePollCallsPerTask),
    ]),
  }),
  plot: (rows) => ({
    title: "Seconds from a task's end until it is known, and until its resource is done",
    data: {
      values: rows.flatMap(({ instances, knownMean, doneMean }) => [
        { instances, what: "known", seconds: knownMean },
        { instances, what: "done", seconds: doneMean },
      ]),
    },
    width: 400,
    height: 220,
    mark: { type: "line", point: true },
    encoding: {
      x: { field: "instances", type: "quantitative", scale: { type: "log" }, title: "N" },
      y: { field: "seconds", type: "quantitative", title: "mean seconds" },
      color: { field: "what", type: "nominal", title: null },
    },
  }),
};

async function measure(instances: number, ourPackage: PackedPackage): Promise<LagRow> {
  const cloud = await CloudProcess.start({ instances, taskSeconds: SHORTEST_TASK_SECONDS });
  const project = await FleetProject.create({
    program: ours,
    instances: cloud.instances,
    env: cloud.env,
    ourPackage,
  });
  try {
    const planned = new Map(cloud.instances.map(({ id }, index) => [id, plannedSeconds(index, instances)]));
    for (const [instance, taskSeconds] of planned) await cloud.nextTask({ instance, seconds: taskSeconds });
    const doneAt = new Map<string, number>();
    const watch = cloud.watchCalls();
    await runVerb(project, VERBS[0], instances, (line) => {
      const created = /(postgres-\w+) created/.exec(line)?.[1];
      if (created !== undefined) doneAt.set(created, Date.now());
    });
    const calls = await watch.stop();
    const delays = cloud.instances.map(({ id }) => {
      const ofInstance = calls.filter(({ instances: named }) => named.includes(id)).map(timed);
      const change = ofInstance.find(({ action }) => action === "ModifyDBInstanceSSLConfig");
      const endMs = (change?.ms ?? Number.NaN) + (planned.get(id) ?? Number.NaN) * 1000;
      const verified = ofInstance.filter(({ action, ms }) => action === "DescribeDBInstanceSSLConfig" && ms >= endMs);
      const knownMs = Math.min(...verified.map(({ ms }) => ms));
      return { known: (knownMs - endMs) / 1000, done: ((doneAt.get(id) ?? Number.NaN) - endMs) / 1000 };
    });
    const [untilKnown, untilDone] = [delays.map(({ known }) => known), delays.map(({ done }) => done)];
    const { DescribeTasks } = await cloud.callCounts();
    return {
      instances,
      knownMean: mean(untilKnown),
      knownP95: p95(untilKnown),
      doneMean: mean(untilDone),
      doneP95: p95(untilDone),
      callsPerTask: DescribeTasks.accepted / instances,
      onePollCallsPerTask: mean([...planned.values()]) / (2 * mean(untilKnown)),
    };
  } finally {
    project.remove();
    await cloud.stop();
  }
}

function timed({ action, at }: Call): { readonly action: string; readonly ms: number } {
  return { action, ms: Date.parse(at) };
}

/** Spread evenly, in an order that has nothing to do with the order of the changes. */
function plannedSeconds(index: number, instances: number): number {
  const share = instances === 1 ? 0.5 : ((index * 7919) % instances) / (instances - 1);
  return SHORTEST_TASK_SECONDS + (LONGEST_TASK_SECONDS - SHORTEST_TASK_SECONDS) * share;
}
