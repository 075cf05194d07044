import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Benchmark } from "./benchmark";
import { readRows } from "./results";
import { asMarkdown } from "./tables";

const document = join(__dirname, "README.md");

/** Puts a benchmark's kept figures into the document. */
export function quoteInDocument<Row>(benchmark: Benchmark<Row>): void {
  writeFileSync(document, withFigures(readFileSync(document, "utf8"), benchmark));
}

/** The text with a benchmark's kept figures between the marks that bear its name. */
export function withFigures<Row>(text: string, benchmark: Benchmark<Row>): string {
  const [begin, end] = marksOf(benchmark.name);
  const [before, rest] = text.split(begin);
  const [, after] = rest?.split(end) ?? [];
  if (before === undefined || after === undefined) throw new Error(`there is no place for ${benchmark.name}`);
  const table = asMarkdown(benchmark.table(readRows(benchmark)));
  return `${before}${begin}\n\n${table}\n\n${end}${after}`;
}

function marksOf(name: string): readonly [string, string] {
  return [`<!-- figures of ${name} -->`, `<!-- end of figures of ${name} -->`];
}
