import type { Benchmark } from "./benchmark";
import { CloudProcess, type Instance } from "./cloud-process";
import { ratio, seconds } from "./figures";
import { callsBetween } from "./fleet/calls";
import { runVerb } from "./fleet/run-verbs";
import { VERBS } from "./fleet/verbs";
import { FleetProject } from "./project/fleet-project";
import { PackedPackage } from "./project/packed-package";
import { ours } from "./project/programs";

const INSTANCES = 400;
const TASK_SECONDS = 10;

interface ShareRow {
  readonly processes: number;
  readonly instances: number;
  /** Until the last of them was done. */
  readonly seconds: number;
  readonly calls: number;
  readonly limited: number;
}

/** Several runs of Pulumi at once that share one account's limit, without talking to each other. */
export const share: Benchmark<ShareRow> = {
  name: "share",
  title: "Four processes on one limit, against one process with the same total",
  keyOf: ({ processes }) => String(processes),
  run: (_, save, say) =>
    PackedPackage.use(async (ourPackage) => {
      for (const processes of [1, 4]) {
        save(await measure(processes, ourPackage));
        say(`${processes} at once: done`);
      }
    }),
  table: (rows) => ({
    columns: ["processes", "databases", "seconds", "of one process", "accepted calls", "refused by the limit"],
    rows: rows.map((row) => [
      String(row.processes),
      String(row.instances),
      seconds(row.seconds),
      ratio(row.seconds / (rows.find(({ processes }) => processes === 1)?.seconds ?? Number.NaN)),
      String(row.calls),
      String(row.limited),
    ]),
  }),
  plot: (rows) => ({
    title: `Seconds until SSL is on for ${INSTANCES} databases`,
    data: { values: rows },
    width: 400,
    mark: "bar",
    encoding: {
      x: { field: "seconds", type: "quantitative" },
      y: { field: "processes", type: "ordinal" },
    },
  }),
};

async function measure(processes: number, ourPackage: PackedPackage): Promise<ShareRow> {
  const cloud = await CloudProcess.start({ instances: INSTANCES, taskSeconds: TASK_SECONDS });
  const projects: FleetProject[] = [];
  try {
    for (const instances of parts(cloud.instances, processes)) {
      projects.push(await FleetProject.create({ program: ours, instances, env: cloud.env, ourPackage }));
    }
    const before = await cloud.callCounts();
    const start = performance.now();
    await Promise.all(projects.map((project) => runVerb(project, VERBS[0], INSTANCES / processes)));
    const spent = (performance.now() - start) / 1000;
    const { limited, ...accepted } = callsBetween(before, await cloud.callCounts());
    const calls = Object.values(accepted).reduce((sum, count) => sum + count, 0);
    if ((await cloud.countProtected()) !== INSTANCES) throw new Error("not all of the instances have SSL on");
    return { processes, instances: INSTANCES, seconds: spent, calls, limited };
  } finally {
    for (const project of projects) project.remove();
    await cloud.stop();
  }
}

function parts(instances: readonly Instance[], count: number): Instance[][] {
  const size = Math.ceil(instances.length / count);
  return Array.from({ length: count }, (_, part) => instances.slice(part * size, (part + 1) * size));
}
