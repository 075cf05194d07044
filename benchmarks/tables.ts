import type { Table } from "./benchmark";

/** For a terminal: columns as wide as their widest cell. */
export function asText(table: Table): string {
  return lines(table, "  ").join("\n");
}

/** For documents. */
export function asMarkdown(table: Table): string {
  const [head = "", ...body] = lines(table, " | ");
  const rule = widths(table).map((width) => "-".repeat(width));
  return [head, rule.join(" | "), ...body].map((line) => `| ${line} |`).join("\n");
}

function lines({ columns, rows }: Table, gap: string): string[] {
  const all = [columns, ...rows];
  const width = widths({ columns, rows });
  return all.map((row) => row.map((cell, column) => cell.padEnd(width[column] ?? 0)).join(gap));
}

function widths({ columns, rows }: Table): number[] {
  return columns.map((head, column) => Math.max(3, head.length, ...rows.map((row) => row[column]?.length ?? 0)));
}
