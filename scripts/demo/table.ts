/** One line of the table at the end. */
export interface Row {
  readonly step: string;
  readonly checked: string;
  readonly seconds: number;
  readonly calls: string;
}

/** The rows as text, in columns as wide as their widest cell. */
export function table(rows: readonly Row[]): string {
  const cells = [
    ["step", "what was checked", "seconds", "API calls"],
    ...rows.map(({ step, checked, seconds, calls }) => [step, checked, seconds.toFixed(1), calls]),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
