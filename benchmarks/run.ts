/**
 * `npm run bench`: measures the figures of README.md on this machine. `npm run bench -- NAME …` runs some of the
 * benchmarks; `--sizes 1,10,100` and `--task-seconds 0,10` choose other fleets, and with `--last-verb create` their life ends
 * early. Figures go to `results` and to the tables of README.md, where rows that are measured again replace the earlier ones.
 */
import { parseArgs } from "node:util";
import type { Benchmark, Options } from "./benchmark";
import { quoteInDocument } from "./documents";
import { benchmarks } from "./all-benchmarks";
import { drawPlot, keepRow } from "./results";
import { asText } from "./tables";

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      sizes: { type: "string", default: "1,10,100,300,1000" },
      "task-seconds": { type: "string", default: "0,10" },
      "last-verb": { type: "string" },
    },
  });
  const unknown = positionals.filter((name) => !benchmarks.some((benchmark) => benchmark.name === name));
  if (unknown.length > 0) {
    const known = benchmarks.map(({ name, title }) => `  ${name}: ${title}`);
    throw new Error(`There is no benchmark ${unknown.join(" or ")}. There are:\n${known.join("\n")}`);
  }
  const options = {
    sizes: numbers(values.sizes),
    taskSeconds: numbers(values["task-seconds"]),
    lastVerb: values["last-verb"],
  };
  const chosen = benchmarks.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  for (const benchmark of chosen) await measure(benchmark, options);
}

async function measure(benchmark: Benchmark, options: Options): Promise<void> {
  console.log(`\n${benchmark.title}`);
  const rows: unknown[] = [];
  const save = (row: unknown) => {
    rows.push(row);
    keepRow(benchmark, row);
  };
  await benchmark.run(options, save, (line) => console.log(`  ${line}`));
  console.log(`\n${asText(benchmark.table(rows))}`);
  await drawPlot(benchmark);
  quoteInDocument(benchmark);
}

function numbers(list: string): number[] {
  const found = list.split(",").map(Number);
  if (found.some((number) => !Number.isInteger(number) || number < 0))
    throw new Error(`"${list}" is no list of numbers.`);
  return found;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
