import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Benchmark } from "../benchmark";
import { CloudProcess, type Instance } from "../cloud-process";
import { mean, megabytes, milliseconds } from "../figures";
import { parts } from "../plot";
import { FleetProject } from "../project/fleet-project";
import { PackedPackage } from "../project/packed-package";
import { doingNothing } from "../project/programs";

const RUNS = 5;
const PROVIDERS = {
  ours: "pulumi-tencentcloud-postgres-ssl/dist/dynamic/provider.js",
  "does nothing": "does-nothing",
} as const;

/** What a verb is called with. All of them find the instance as they want it, so that nothing is waited for. */
const VERBS: Readonly<Record<string, (news: object, id: string) => readonly unknown[]>> = {
  check: (news) => [{}, news],
  diff: (news, id) => [id, news, news],
  read: (news, id) => [id, news],
  create: (news) => [news],
  delete: (news, id) => [id, { ...news, onDelete: "retain" }],
};

interface StartUpRow {
  readonly provider: string;
  readonly verb: string;
  /** Until the process could be called. */
  readonly readyMs: number;
  readonly readyMb: number;
  /** What loading the provider and doing the verb for the first time add to that. */
  readonly verbMs: number;
  readonly verbMb: number;
  readonly modules: number;
}

/** How soon the provider's process has done its first verb, and what that takes. */
export const startUp: Benchmark<StartUpRow> = {
  name: "start-up",
  title: `Start-up: until the first verb is done, mean of ${RUNS}`,
  keyOf: ({ provider, verb }) => `${provider}/${verb}`,
  run: (_, save, say) =>
    PackedPackage.use(async (ourPackage) => {
      const cloud = await CloudProcess.start({ instances: 1, taskSeconds: 0 });
      const { instances, env } = cloud;
      const project = await FleetProject.create({ program: doingNothing, instances, env, ourPackage });
      try {
        await cloud.turnOnEverywhere();
        for (const provider of Object.keys(PROVIDERS) as (keyof typeof PROVIDERS)[]) {
          for (const verb of Object.keys(VERBS)) {
            save({ provider, verb, ...(await measure(provider, verb, project.folder, cloud)) });
            say(`${provider}: ${verb} done`);
          }
        }
      } finally {
        project.remove();
        await cloud.stop();
      }
    }),
  table: (rows) => ({
    columns: ["provider", "first verb", "ready (ms)", "ready (MB)", "verb: + ms", "+ MB", "+ modules"],
    rows: rows.map((row) => [
      row.provider,
      row.verb,
      milliseconds(row.readyMs),
      megabytes(row.readyMb),
      milliseconds(row.verbMs),
      row.verbMb.toFixed(1),
      String(row.modules),
    ]),
  }),
  plot: (rows) => ({
    title: "Milliseconds until the first verb is done",
    data: {
      values: rows.flatMap(({ provider, verb, readyMs, verbMs }) => [
        { provider, verb, what: "process", ms: readyMs },
        { provider, verb, what: "verb", ms: verbMs },
      ]),
    },
    width: 400,
    mark: "bar",
    encoding: {
      x: { field: "ms", type: "quantitative", title: "ms" },
      y: { field: "provider", type: "nominal", title: null, sort: null },
      row: { field: "verb", type: "nominal", title: null, sort: null },
      ...parts("what"),
    },
  }),
};

type Figures = Omit<StartUpRow, "provider" | "verb">;

async function measure(
  provider: keyof typeof PROVIDERS,
  verb: string,
  cwd: string,
  cloud: CloudProcess,
): Promise<Figures> {
  const [instance] = cloud.instances;
  if (instance === undefined) throw new Error("the cloud has no instance");
  const args = JSON.stringify(VERBS[verb]?.(newsOf(instance, cloud), instance.id));
  const program = join(__dirname, "first-verb.cjs");
  const found: Figures[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const env = { ...process.env, ...cloud.env };
    const { stdout } = await promisify(execFile)(process.execPath, [program, verb, PROVIDERS[provider], args], {
      cwd,
      env,
    });
    found.push(JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Figures);
  }
  const meanOf = (name: keyof Figures) => mean(found.map((figures) => figures[name]));
  return {
    readyMs: meanOf("readyMs"),
    readyMb: meanOf("readyMb"),
    verbMs: meanOf("verbMs"),
    verbMb: meanOf("verbMb"),
    modules: meanOf("modules"),
  };
}

function newsOf({ id, address }: Instance, { env }: CloudProcess): object {
  return {
    dbInstanceId: id,
    sslEnabled: true,
    connectAddress: address,
    region: env.TENCENTCLOUD_REGION,
    onDelete: "disable",
    taskTimeoutSeconds: 60,
  };
}
