import type { Benchmark } from "./benchmark";
import { CloudProcess } from "./cloud-process";
import { median, ratio, seconds } from "./figures";
import { series } from "./plot";
import { callsBetween } from "./fleet/calls";
import { runVerb } from "./fleet/run-verbs";
import { VERBS } from "./fleet/verbs";
import { FleetProject } from "./project/fleet-project";
import { PackedPackage } from "./project/packed-package";
import { doingNothing, ours, oursByPlugin } from "./project/programs";

const RUNS = 5;

interface PreviewRow {
  readonly instances: number;
  readonly seconds: number;
  readonly pluginSeconds: number;
  readonly nothingSeconds: number;
  readonly calls: number;
  /** Bytes of one resource in the state, without the CA certificate. */
  readonly stateBytes: number;
  readonly pluginStateBytes: number;
}

/** What a run without changes costs through either provider, by turns with the resource that does nothing. */
export const preview: Benchmark<PreviewRow> = {
  name: "preview",
  title: `A preview without changes: dynamic provider, provider plugin and a resource that does nothing, by turns; median of ${RUNS}`,
  keyOf: ({ instances }) => String(instances),
  run: ({ sizes }, save, say) =>
    PackedPackage.use(async (ourPackage) => {
      for (const instances of sizes) save(await measure(instances, ourPackage, say));
    }),
  table: (rows) => ({
    columns: [
      "N",
      "dynamic (s)",
      "plugin (s)",
      "does nothing (s)",
      "dynamic ÷ nothing",
      "plugin ÷ dynamic",
      "API calls",
      "state bytes, dynamic",
      "state bytes, plugin",
    ],
    rows: rows.map((row) => [
      String(row.instances),
      seconds(row.seconds),
      seconds(row.pluginSeconds),
      seconds(row.nothingSeconds),
      ratio(row.seconds / row.nothingSeconds),
      ratio(row.pluginSeconds / row.seconds),
      String(row.calls),
      String(row.stateBytes),
      String(row.pluginStateBytes),
    ]),
  }),
  plot: (rows) => ({
    title: "Seconds for a preview without changes",
    data: {
      values: rows.flatMap((row) => [
        { instances: row.instances, what: "dynamic provider", seconds: row.seconds },
        { instances: row.instances, what: "provider plugin", seconds: row.pluginSeconds },
        { instances: row.instances, what: "a resource that does nothing", seconds: row.nothingSeconds },
      ]),
    },
    width: 400,
    height: 220,
    mark: { type: "line", point: true },
    encoding: {
      x: { field: "instances", type: "quantitative", title: "N" },
      y: { field: "seconds", type: "quantitative" },
      ...series("what"),
    },
  }),
};

async function measure(instances: number, ourPackage: PackedPackage, say: (line: string) => void): Promise<PreviewRow> {
  // Without a limit, because nothing is measured until all stacks are up.
  const cloud = await CloudProcess.start({ instances, taskSeconds: 0, rate: 0 });
  const projects: FleetProject[] = [];
  const times: number[][] = [[], [], []];
  const stateBytes: number[] = [];
  try {
    for (const program of [ours, oursByPlugin, doingNothing]) {
      const project = await FleetProject.create({ program, instances: cloud.instances, env: cloud.env, ourPackage });
      projects.push(project);
      stateBytes.push((await runVerb(project, VERBS[0], instances)).stateBytesWithoutCa);
    }
    const before = await cloud.callCounts();
    for (let run = 0; run < RUNS; run += 1) {
      for (const [index, project] of projects.entries()) {
        times[index]?.push((await runVerb(project, VERBS[1], instances)).seconds);
      }
      say(`N = ${instances}: ${times.map((of) => seconds(of.at(-1) ?? 0)).join(", ")}`);
    }
    const calls = Object.values(callsBetween(before, await cloud.callCounts())).reduce((sum, count) => sum + count, 0);
    const [dynamic = 0, plugin = 0, nothing = 0] = times.map(median);
    const [bytes = 0, pluginBytes = 0] = stateBytes;
    return {
      instances,
      seconds: dynamic,
      pluginSeconds: plugin,
      nothingSeconds: nothing,
      calls,
      stateBytes: bytes,
      pluginStateBytes: pluginBytes,
    };
  } finally {
    for (const project of projects) project.remove();
    await cloud.stop();
  }
}
