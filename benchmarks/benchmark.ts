/** What the command line asks for. */
export interface Options {
  /** How many resources. */
  readonly sizes: readonly number[];
  /** How long each change's task takes. */
  readonly taskSeconds: readonly number[];
  /** After which verb the life of a fleet ends. @default all are run */
  readonly lastVerb?: string | undefined;
}

/** Figures under each other. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What was measured as a Vega-Lite specification, without the look that all plots share. */
export type Plot = Readonly<Record<string, unknown>>;

/** One thing that is measured: rows of figures, and how they are shown. */
export interface Benchmark<Row = unknown> {
  readonly name: string;
  readonly title: string;
  /** Rows with the same key replace each other, so that a run of a part keeps what other runs measured. */
  keyOf(row: Row): string;
  /** Hands over each row as soon as it is measured. */
  run(options: Options, save: (row: Row) => void, say: (line: string) => void): Promise<void>;
  table(rows: readonly Row[]): Table;
  plot(rows: readonly Row[]): Plot;
}
