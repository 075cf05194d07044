import type { Benchmark } from "./benchmark";
import { CloudProcess } from "./cloud-process";
import { seconds } from "./figures";
import { parts } from "./plot";
import { runVerbs } from "./fleet/run-verbs";
import { FleetProject } from "./project/fleet-project";
import { PackedPackage } from "./project/packed-package";
import { doingNothing, holdingOursByValue, type Program } from "./project/programs";

const INSTANCES = 200;

/** The verbs of both do nothing, so that the text in the state is all that differs. */
const TEXTS: Readonly<Record<string, Program>> = {
  "loaded by name": doingNothing,
  "our provider by value": holdingOursByValue,
};

interface ClosureRow {
  readonly text: string;
  readonly verb: string;
  readonly seconds: number;
  /** Bytes of a resource in the state. */
  readonly stateBytes: number;
}

/** What it costs to keep a provider's code in the state, as a program's own dynamic provider does. */
export const closure: Benchmark<ClosureRow> = {
  name: "closure",
  title: `The provider's code in the state against a text that loads it by name, N = ${INSTANCES}`,
  keyOf: ({ text, verb }) => `${text}/${verb}`,
  run: (_, save, say) =>
    PackedPackage.use(async (ourPackage) => {
      const cloud = await CloudProcess.start({ instances: INSTANCES, taskSeconds: 0 });
      try {
        for (const [text, program] of Object.entries(TEXTS)) {
          const { instances, env } = cloud;
          const project = await FleetProject.create({ program, instances, env, ourPackage });
          await runVerbs(project, INSTANCES, {
            after: (run) => {
              say(`${text}: ${run.verb} ${seconds(run.seconds)}`);
              save({ text, verb: run.verb, seconds: run.seconds, stateBytes: run.stateBytes });
              return Promise.resolve();
            },
          }).finally(() => project.remove());
        }
      } finally {
        await cloud.stop();
      }
    }),
  table: (rows) => ({
    columns: ["text", "verb", "seconds", "bytes a resource"],
    rows: rows.map((row) => [
      row.text,
      row.verb,
      seconds(row.seconds),
      row.stateBytes > 0 ? String(row.stateBytes) : "",
    ]),
  }),
  plot: (rows) => ({
    title: `Seconds for ${INSTANCES} resources`,
    data: { values: rows },
    width: 400,
    mark: "bar",
    encoding: {
      x: { field: "seconds", type: "quantitative" },
      y: { field: "verb", type: "nominal", sort: null, title: null },
      yOffset: { field: "text" },
      ...parts("text"),
    },
  }),
};
