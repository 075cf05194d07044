import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import type { Benchmark } from "./benchmark";
import { drawSvg } from "./plot";

const folder = join(__dirname, "results");

/** What a benchmark measured, as it is kept in `results`. */
interface Results {
  readonly machine: string;
  readonly rows: readonly unknown[];
}

/** The kept rows of a benchmark; none where it never ran. */
export function readRows<Row>({ name }: Benchmark<Row>): Row[] {
  try {
    return (JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8")) as Results).rows as Row[];
  } catch {
    return [];
  }
}

/** Keeps a row; one with the same key is replaced. */
export function keepRow<Row>(benchmark: Benchmark<Row>, row: Row): void {
  const kept = new Map(readRows(benchmark).map((each) => [benchmark.keyOf(each), each]));
  kept.set(benchmark.keyOf(row), row);
  const results: Results = { machine: machine(), rows: [...kept.values()] };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${benchmark.name}.json`), `${JSON.stringify(results, undefined, 2)}\n`);
}

export async function drawPlot<Row>(benchmark: Benchmark<Row>): Promise<void> {
  writeFileSync(join(folder, `${benchmark.name}.svg`), await drawSvg(benchmark.plot(readRows(benchmark))));
}

function machine(): string {
  const model = cpus()[0]?.model.trim() ?? "";
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} × ${model}, ${memory} GB, ${process.platform}, Node.js ${process.versions.node}`;
}
