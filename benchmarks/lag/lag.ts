import type { Benchmark } from "../benchmark";
import { CloudProcess } from "../cloud-process";
import { mean, p95, ratio, seconds } from "../figures";
import { series } from "../plot";
import { runVerb } from "../fleet/run-verbs";
import { VERBS } from "../fleet/verbs";
import { FleetProject } from "../project/fleet-project";
import { PackedPackage } from "../project/packed-package";
import { ours } from "../project/programs";
import { momentsOf } from "./moments";

const SHORTEST_TASK_SECONDS = 5;
const LONGEST_TASK_SECONDS = 15;
/** A fleet of fewer is measured several times, with tasks of other lengths each time. */
const MIN_TASKS = 10;

interface LagRow {
  readonly instances: number;
  /** From a task's end to the listing that shows it. */
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
  run: ({ sizes }, save, say) =>
    PackedPackage.use(async (ourPackage) => {
      for (const instances of sizes) {
        const times = Math.ceil(MIN_TASKS / instances);
        const runs: LagRun[] = [];
        for (let time = 0; time < times; time += 1) runs.push(await measure({ instances, time, times }, ourPackage));
        save(rowOf(instances, runs));
        say(`N = ${instances}: done`);
      }
    }),
  table: (rows) => ({
    columns: ["N", "known: mean (s)", "p95", "done: mean (s)", "p95", "DescribeTasks a task", "with one poll a task"],
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
      ...series("what"),
    },
  }),
};

interface LagRun {
  /** Seconds from each task's end. */
  readonly known: readonly number[];
  readonly done: readonly number[];
  readonly taskCalls: number;
}

interface Sample {
  readonly instances: number;
  /** Which of how many runs of this size. */
  readonly time: number;
  readonly times: number;
}

async function measure({ instances, time, times }: Sample, ourPackage: PackedPackage): Promise<LagRun> {
  const cloud = await CloudProcess.start({ instances, taskSeconds: SHORTEST_TASK_SECONDS });
  const project = await FleetProject.create({ program: ours, instances: cloud.instances, env: cloud.env, ourPackage });
  try {
    const planned = new Map(
      cloud.instances.map(({ id }, index) => [id, plannedSeconds(time * instances + index, times * instances)]),
    );
    for (const [instance, taskSeconds] of planned) await cloud.nextTask({ instance, seconds: taskSeconds });
    const doneAt = new Map<string, number>();
    const watch = cloud.watchCalls();
    await runVerb(project, VERBS[0], instances, (line) => {
      const created = /(postgres-\w+) created/.exec(line)?.[1];
      if (created !== undefined) doneAt.set(created, Date.now());
    });
    const moments = momentsOf(await watch.stop(), planned);
    const { DescribeTasks } = await cloud.callCounts();
    return {
      known: moments.map(({ endMs, knownMs }) => (knownMs - endMs) / 1000),
      done: moments.map(({ id, endMs }) => ((doneAt.get(id) ?? Number.NaN) - endMs) / 1000),
      taskCalls: DescribeTasks.accepted,
    };
  } finally {
    project.remove();
    await cloud.stop();
  }
}

function rowOf(instances: number, runs: readonly LagRun[]): LagRow {
  const known = runs.flatMap((run) => run.known);
  const done = runs.flatMap((run) => run.done);
  const meanTaskSeconds = (SHORTEST_TASK_SECONDS + LONGEST_TASK_SECONDS) / 2;
  return {
    instances,
    knownMean: mean(known),
    knownP95: p95(known),
    doneMean: mean(done),
    doneP95: p95(done),
    callsPerTask: runs.reduce((sum, { taskCalls }) => sum + taskCalls, 0) / known.length,
    onePollCallsPerTask: meanTaskSeconds / (2 * mean(known)),
  };
}

/** Spread evenly, in an order that has nothing to do with the order of the changes. */
function plannedSeconds(index: number, count: number): number {
  const share = ((index * 7919) % count) / (count - 1);
  return SHORTEST_TASK_SECONDS + (LONGEST_TASK_SECONDS - SHORTEST_TASK_SECONDS) * share;
}
