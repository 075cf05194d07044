import type { StackReport } from "./report";

const COLUMNS = ["project", "stack", "outcome", "details"];

export function asJson(reports: readonly StackReport[]): string {
  return JSON.stringify(reports, undefined, 2);
}

/** A table for a terminal. */
export function asTable(reports: readonly StackReport[]): string {
  const rows = [COLUMNS.map((name) => name.toUpperCase()), ...reports.map(rowOf)];
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  "));
  return lines.map((line) => line.trimEnd()).join("\n");
}

/** A table for a pull request, an issue or the summary of a job. */
export function asMarkdown(reports: readonly StackReport[]): string {
  const rows = reports.map((report) => rowOf(report).map((cell) => cell.replaceAll("|", "\\|")));
  return [COLUMNS, COLUMNS.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

function rowOf({ project, stack, outcome, drifts, error }: StackReport): string[] {
  return [project, stack, outcome, error ?? drifts.map((drift) => `${drift.resource} ${drift.difference}`).join("; ")];
}
