import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";

export const repository = resolve(__dirname, "..", "..");

const LEFT_OUT = new Set(["node_modules", "dist", "coverage", "reports", ".git", ".stryker-tmp", ".local", "results"]);

/** All Markdown files of the repository, by their path in it. */
export const pages: readonly string[] = markdownIn(repository);

function markdownIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return LEFT_OUT.has(entry.name) ? [] : markdownIn(path);
    return entry.name.endsWith(".md") ? [relative(repository, path).split(sep).join("/")] : [];
  });
}

export function textOf(page: string): string {
  return readFileSync(join(repository, page), "utf8");
}

/** A fenced block of code, and where it stands. */
export interface CodeBlock {
  readonly page: string;
  readonly line: number;
  readonly language: string;
  readonly code: string;
}

export function codeBlocksOf(page: string): CodeBlock[] {
  const text = textOf(page);
  return [...text.matchAll(/^( *)```(\S*)[^\n]*\n(.*?)^\1```$/gms)].map((match) => {
    const [, indent = "", language = "", code = ""] = match;
    const line = text.slice(0, match.index).split("\n").length;
    return { page, line, language, code: code.replaceAll(new RegExp(`^${indent}`, "gm"), "") };
  });
}

/** All blocks of all pages in one of these languages. */
export function codeBlocksIn(...languages: readonly string[]): CodeBlock[] {
  return pages.flatMap(codeBlocksOf).filter(({ language }) => languages.includes(language));
}

export function describeBlock({ page, line }: CodeBlock): string {
  return `${page}:${line}`;
}

/** The rows of the first table after a heading (or another text of the page): its cells, without the title row. */
export function tableAfter(page: string, text: string): string[][] {
  const [, rest] = textOf(page).split(text, 2);
  if (rest === undefined) throw new Error(`${page} has no "${text}"`);
  const [table] = /(^\|.*\|\n)+/m.exec(rest) ?? [];
  if (table === undefined) throw new Error(`${page} has no table after "${text}"`);
  return table.trim().split("\n").slice(2).map(cellsOf);
}

function cellsOf(row: string): string[] {
  return row
    .replaceAll(/^\| *| *\|$/g, "")
    .split(/ *(?<!\\)\| */)
    .map((cell) => cell.trim());
}

/** The texts in backticks in a piece of Markdown. */
export function codeIn(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code);
}
