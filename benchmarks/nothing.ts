import type { Benchmark } from "./benchmark";
import { seconds } from "./figures";
import { series } from "./plot";
import { liveDoingNothing } from "./fleet/fleet";
import type { VerbName } from "./fleet/verbs";
import { PackedPackage } from "./project/packed-package";

interface NothingRow {
  readonly instances: number;
  readonly verb: VerbName;
  readonly seconds: number;
}

/** The engine's own cost. */
export const nothing: Benchmark<NothingRow> = {
  name: "nothing",
  title: "The engine's own cost: fleets of a dynamic resource that does nothing",
  keyOf: ({ instances, verb }) => `${instances}/${verb}`,
  run: ({ sizes }, save, say) =>
    PackedPackage.use(async (ourPackage) => {
      for (const instances of sizes) {
        for (const run of (await liveDoingNothing(instances, ourPackage, say)).values()) {
          save({ instances, verb: run.verb, seconds: run.seconds });
        }
      }
    }),
  table: (rows) => ({
    columns: ["N", "verb", "seconds", "ms a resource"],
    rows: rows.map((row) => [
      String(row.instances),
      row.verb,
      seconds(row.seconds),
      ((row.seconds * 1000) / row.instances).toFixed(0),
    ]),
  }),
  plot: (rows) => ({
    title: "The engine's own cost for N resources that do nothing",
    data: { values: rows },
    width: 400,
    height: 250,
    mark: { type: "line", point: true },
    encoding: {
      x: { field: "instances", type: "quantitative", scale: { type: "log" }, title: "N" },
      y: { field: "seconds", type: "quantitative", scale: { type: "log" } },
      ...series("verb"),
    },
  }),
};
