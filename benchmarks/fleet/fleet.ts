import type { Benchmark, Plot, Table } from "../benchmark";
import { CloudProcess } from "../cloud-process";
import { megabytes, ratio, seconds } from "../figures";
import { series } from "../plot";
import { FleetProject } from "../project/fleet-project";
import { PackedPackage } from "../project/packed-package";
import { doingNothing, ours } from "../project/programs";
import { BareProvider } from "../start-up/bare-provider";
import { callsBetween, type CallTotals } from "./calls";
import { runVerbs, type VerbRun } from "./run-verbs";
import { type VerbName, VERBS } from "./verbs";

/** One verb done to a fleet of ours, beside the same with a resource that does nothing. */
interface FleetRow {
  readonly instances: number;
  readonly taskSeconds: number;
  readonly verb: VerbName;
  readonly seconds: number;
  /** The same verb with the resource that does nothing: the engine's own cost. */
  readonly nothingSeconds: number;
  readonly floorSeconds: number;
  readonly calls: CallTotals;
  readonly startMb: number | undefined;
  readonly peakMb: number | undefined;
  readonly stateBytes: number;
  readonly stateBytesWithoutCa: number;
}

/** A whole life of fleets of many sizes, with the real CLI and engine. */
export const fleet: Benchmark<FleetRow> = {
  name: "fleet",
  title: "A fleet's life: ours, the floor that the API's limit sets, and the engine's own cost",
  keyOf: ({ instances, taskSeconds, verb }) => `${taskSeconds}/${instances}/${verb}`,
  run: ({ sizes, taskSeconds, lastVerb }, save, say) =>
    PackedPackage.use(async (ourPackage) => {
      for (const instances of sizes) {
        const nothing = await liveDoingNothing(instances, ourPackage, say, lastVerb);
        for (const each of taskSeconds) await live(instances, each, nothing, { ourPackage, save, say, lastVerb });
      }
    }),
  table,
  plot,
};

/** The verbs on a fleet of resources that do nothing. Used by the benchmark `nothing` as well. */
export async function liveDoingNothing(
  instances: number,
  ourPackage: PackedPackage,
  say: (line: string) => void,
  lastVerb?: string,
): Promise<Map<VerbName, VerbRun>> {
  const runs = new Map<VerbName, VerbRun>();
  await withProject(instances, 0, doingNothing, ourPackage, ({ project }) =>
    runVerbs(project, instances, {
      lastVerb,
      before: async (verb) => {
        if (verb === "repair drift") await project.stack.setConfig("generation", "2");
      },
      after: (run) => {
        say(`does nothing, N = ${instances}: ${run.verb} ${seconds(run.seconds)}`);
        runs.set(run.verb, run);
        return Promise.resolve();
      },
    }),
  );
  return runs;
}

interface LiveTools {
  readonly ourPackage: PackedPackage;
  readonly save: (row: FleetRow) => void;
  readonly say: (line: string) => void;
  readonly lastVerb?: string | undefined;
}

async function live(
  instances: number,
  taskSeconds: number,
  nothing: ReadonlyMap<VerbName, VerbRun>,
  { ourPackage, save, say, lastVerb }: LiveTools,
): Promise<void> {
  await withProject(instances, taskSeconds, ours, ourPackage, async ({ cloud, project }) => {
    const startMb = await BareProvider.memoryAtStart(project.folder);
    let before = await cloud.callCounts();
    await runVerbs(project, instances, {
      lastVerb,
      before: async (verb) => {
        if (verb === "repair drift") await cloud.turnOffEverywhere();
        before = await cloud.callCounts();
      },
      after: async (run) => {
        const calls = callsBetween(before, await cloud.callCounts());
        const { floor } = VERBS.find(({ name }) => name === run.verb) ?? VERBS[0];
        const row = {
          instances,
          taskSeconds,
          ...run,
          nothingSeconds: nothing.get(run.verb)?.seconds ?? 0,
          floorSeconds: floor({ instances, taskSeconds }),
          calls,
          startMb,
        };
        await expectDone(run.verb, cloud);
        say(`ours, N = ${instances}, T = ${taskSeconds} s: ${run.verb} ${seconds(run.seconds)}`);
        save(row);
      },
    });
  });
}

/** A figure counts only if the work was done. */
async function expectDone(verb: VerbName, cloud: CloudProcess): Promise<void> {
  const expected = verb === "destroy" ? 0 : cloud.instances.length;
  const found = await cloud.countProtected();
  if (found !== expected) throw new Error(`after ${verb}, SSL is on for ${found} instances instead of ${expected}`);
}

async function withProject(
  instances: number,
  taskSeconds: number,
  program: typeof ours,
  ourPackage: PackedPackage,
  work: (scene: { cloud: CloudProcess; project: FleetProject }) => Promise<void>,
): Promise<void> {
  const cloud = await CloudProcess.start({ instances, taskSeconds });
  try {
    const project = await FleetProject.create({ program, instances: cloud.instances, env: cloud.env, ourPackage });
    await work({ cloud, project }).finally(() => project.remove());
  } finally {
    await cloud.stop();
  }
}

function inOrder(rows: readonly FleetRow[]): FleetRow[] {
  const step = ({ verb }: FleetRow) => VERBS.findIndex(({ name }) => name === verb);
  return [...rows].sort((a, b) => a.taskSeconds - b.taskSeconds || a.instances - b.instances || step(a) - step(b));
}

function table(rows: readonly FleetRow[]): Table {
  return {
    columns: [
      "T (s)",
      "N",
      "verb",
      "seconds",
      "does nothing",
      "floor",
      "÷ floor",
      "÷ nothing",
      "tasks / config / modify",
      "limited",
      "MB",
      "state bytes",
    ],
    rows: inOrder(rows).map((row) => [
      String(row.taskSeconds),
      String(row.instances),
      row.verb,
      seconds(row.seconds),
      seconds(row.nothingSeconds),
      seconds(row.floorSeconds),
      row.floorSeconds === 0 ? "" : ratio((row.seconds - row.nothingSeconds) / row.floorSeconds),
      ratio(row.seconds / row.nothingSeconds),
      [row.calls.DescribeTasks, row.calls.DescribeDBInstanceSSLConfig, row.calls.ModifyDBInstanceSSLConfig].join(" / "),
      String(row.calls.limited),
      row.peakMb === undefined || row.startMb === undefined ? "" : megabytes(row.peakMb - row.startMb),
      row.stateBytes === 0 ? "" : `${row.stateBytesWithoutCa} + ${row.stateBytes - row.stateBytesWithoutCa}`,
    ]),
  };
}

function plot(rows: readonly FleetRow[]): Plot {
  const values = rows
    .filter(({ verb }) => verb !== "refresh")
    .flatMap(({ instances, taskSeconds, verb, ...row }) => {
      const panel = { instances, verb, tasks: `tasks of ${taskSeconds} s` };
      return [
        { ...panel, what: "ours", value: row.seconds },
        { ...panel, what: "a resource that does nothing", value: row.nothingSeconds },
        ...(row.floorSeconds > 0 ? [{ ...panel, what: "floor of the API's limit", value: row.floorSeconds }] : []),
      ];
    });
  return {
    title: "Seconds for a fleet of N databases",
    data: { values },
    facet: { row: { field: "tasks", title: null }, column: { field: "verb", title: null, sort: null } },
    spec: {
      width: 190,
      height: 170,
      mark: { type: "line", point: true },
      encoding: {
        x: {
          field: "instances",
          type: "quantitative",
          scale: { type: "log" },
          title: "N",
          axis: { values: [1, 10, 100, 1000] },
        },
        y: { field: "value", type: "quantitative", scale: { type: "log" }, title: "seconds" },
        ...series("what"),
      },
    },
  };
}
