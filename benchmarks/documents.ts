import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Benchmark } from "./benchmark";
import { readRows } from "./results";
import { asMarkdown } from "./tables";

const document = join(__dirname, "..", "docs", "performance.md");

/** Puts a benchmark's kept figures into the document, between the marks that bear its name. */
export function quoteInDocument<Row>(benchmark: Benchmark<Row>): void {
  const text = readFileSync(document, "utf8");
  const [begin, end] = marksOf(benchmark.name);
  const [before, rest] = text.split(begin);
  const [, after] = rest?.split(end) ?? [];
  if (before === undefined || after === undefined) throw new Error(`${document} has no place for ${benchmark.name}`);
  const table = asMarkdown(benchmark.table(readRows(benchmark)));
  writeFileSync(document, `${before}${begin}\n\n${table}\n\n${end}${after}`);
}

function marksOf(name: string): readonly [string, string] {
  return [`<!-- figures of ${name} -->`, `<!-- end of figures of ${name} -->`];
}
