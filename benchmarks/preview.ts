import type { Benchmark } from "./benchmark";
import { CloudProcess } from "./cloud-process";
import { median, ratio, seconds } from "./figures";
import { callsBetween } from "./fleet/calls";
import { runVerb } from "./fleet/run-verbs";
import { VERBS } from "./fleet/verbs";
import { FleetProject } from "./project/fleet-project";
import { PackedPackage } from "./project/packed-package";
import { doingNothing, ours } from "./project/programs";

const RUNS = 5;

interface PreviewRow {
  readonly instances: number;
  readonly seconds: number;
  readonly nothingSeconds: number;
  readonly calls: number;
}

/** What a run without changes costs, by turns with the resource that does nothing, so that both have the same machine. */
export const preview: Benchmark<PreviewRow> = {
  name: "preview",
  title: `A preview without changes, by turns with a resource that does nothing; median of ${RUNS}`,
  keyOf: ({ instances }) => String(instances),
  run: ({ sizes }, save, say) =>
    PackedPackage.use(async (ourPackage) => {
      for (const instances of sizes) save(await measure(instances, ourPackage, say));
    }),
  table: (rows) => ({
    columns: ["N", "ours (s)", "does nothing (s)", "ours ÷ nothing", "API calls"],
    rows: rows.map((row) => [
      String(row.instances),
      seconds(row.seconds),
      seconds(row.nothingSeconds),
      ratio(row.seconds / row.nothingSeconds),
      String(row.calls),
    ]),
  }),
  plot: (rows) => ({
    title: "Seconds for a preview without changes",
    data: {
      values: rows.flatMap((row) => [
        { instances: row.instances, what: "ours", seconds: row.seconds },
        { instances: row.instances, what: "a resource that does nothing", seconds: row.nothingSeconds },
      ]),
    },
    width: 400,
    height: 220,
    mark: { type: "line", point: true },
    encoding: {
      x: { field: "instances", type: "quantitative", title: "N" },
      y: { field: "seconds", type: "quantitative" },
      color: { field: "what", type: "nominal", title: null, sort: null },
    },
  }),
};

async function measure(instances: number, ourPackage: PackedPackage, say: (line: string) => void): Promise<PreviewRow> {
  // Without a limit, because nothing is measured until both stacks are up.
  const cloud = await CloudProcess.start({ instances, taskSeconds: 0, rate: 0 });
  const projects: FleetProject[] = [];
  const times: number[][] = [[], []];
  try {
    for (const program of [ours, doingNothing]) {
      const project = await FleetProject.create({ program, instances: cloud.instances, env: cloud.env, ourPackage });
      projects.push(project);
      await runVerb(project, VERBS[0], instances);
    }
    const before = await cloud.callCounts();
    for (let run = 0; run < RUNS; run += 1) {
      for (const [index, project] of projects.entries()) {
        times[index]?.push((await runVerb(project, VERBS[1], instances)).seconds);
      }
      say(`N = ${instances}: ${times.map((of) => seconds(of.at(-1) ?? 0)).join(" and ")}`);
    }
    const calls = Object.values(callsBetween(before, await cloud.callCounts())).reduce((sum, count) => sum + count, 0);
    const [mine = [], theirs = []] = times;
    return { instances, seconds: median(mine), nothingSeconds: median(theirs), calls };
  } finally {
    for (const project of projects) project.remove();
    await cloud.stop();
  }
}
