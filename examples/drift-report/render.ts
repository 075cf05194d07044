import { stripVTControlCharacters } from "node:util";
import type { Audit } from "./audit";
import type { StackReport } from "./report";

/** What a table shows. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Characters that a terminal or a browser acts on instead of showing them: control codes, and changes of direction. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
/** Characters with which Markdown, HTML, a link or a mention may begin. */
const MARKUP = /[\\`*_~[\]<>&|!#@:$]/g;
const LONGEST_CELL = 1000;

export function asJson(reports: readonly StackReport[] | Audit): string {
  const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  // JSON itself escapes the others.
  return JSON.stringify(reports, undefined, 2).replaceAll(
    /[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/g,
    escaped,
  );
}

/** A table for a terminal. */
export function asTable({ columns, rows: content }: Table): string {
  const rows = [columns.map((name) => name.toUpperCase()), ...content.map((row) => row.map(oneLine))];
  const widths = columns.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  "));
  return lines.map((line) => line.trimEnd()).join("\n");
}

/** A table for a pull request, an issue or the summary of a job. Names and messages are shown as they are, never as markup. */
export function asMarkdown({ columns, rows: content }: Table): string {
  const rows = content.map((row) => row.map((cell) => asCode(oneLine(cell))));
  return [columns, columns.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

/** Text whose characters all stand for themselves. GitHub looks for mentions and links everywhere but in code. */
function asCode(text: string): string {
  if (/^[\w -]*$/.test(text) && !text.includes("_")) return text;
  return `<code>${text.replaceAll(MARKUP, (character) => `&#${character.charCodeAt(0)};`)}</code>`;
}

/** A row for each stack. */
export function tableOfReports(reports: readonly StackReport[]): Table {
  const rows = reports.map(({ project, stack, outcome, drifts, error }) => {
    const details = error ?? drifts.map((drift) => `${drift.resource} ${drift.difference}`).join("; ");
    return [project, stack, outcome, details];
  });
  return { columns: ["project", "stack", "outcome", "details"], rows };
}

/** A row for each database that no stack declares, and for each failure. */
export function tableOfAudit({ undeclared, failures }: Audit): Table {
  const rows = [
    ...undeclared.map(({ region, database, name, ssl, error }) => [region, database, name, ssl, error ?? ""]),
    ...failures.map((failure) => ["", "", "", "unknown", failure]),
  ];
  return { columns: ["region", "undeclared", "name", "ssl", "details"], rows };
}

function oneLine(text: string): string {
  const line = stripVTControlCharacters(text)
    .replaceAll(/\s*\n\s*/g, " ")
    .replaceAll(UNPRINTABLE, "\ufffd");
  return line.length > LONGEST_CELL ? `${line.slice(0, LONGEST_CELL)}…` : line;
}
