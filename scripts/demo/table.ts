/** One line of the table at the end. */
export interface Row {
  readonly step: string;
  readonly seconds: number;
  /** Calls that the API accepted in the step, by action. */
  readonly calls: Readonly<Record<string, number>>;
}

/** The actions that the provider calls, under headings that leave the table narrow enough for any terminal. */
const ACTIONS = {
  Modify: "ModifyDBInstanceSSLConfig",
  Describe: "DescribeDBInstanceSSLConfig",
  Tasks: "DescribeTasks",
} as const;

/** The rows as text, in columns as wide as their widest cell, with the numbers aligned at the right. */
export function table(rows: readonly Row[]): string {
  const cells = [
    ["step", "seconds", ...Object.keys(ACTIONS)],
    ...rows.map(({ step, seconds, calls }) => [
      step,
      seconds.toFixed(1),
      ...Object.values(ACTIONS).map((action) => String(calls[action] ?? 0)),
    ]),
  ];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const padded = (cell: string, column: number) =>
    column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  return [
    ...cells.map((row) => row.map(padded).join("  ")),
    "",
    `API calls: ${Object.values(ACTIONS).join(", ")}`,
  ].join("\n");
}
