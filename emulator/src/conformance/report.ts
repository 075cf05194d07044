import type { Result } from "./run-conformance";

const indent = " ".repeat(11);

/** The results as a table for people, and in the end how many of each kind there are. */
export function table(results: readonly Result[]): string {
  const rows = results.map(({ verdict, name, question, expected, seen }) =>
    [
      `${verdict.padEnd(indent.length)}${name}`,
      `${indent}question  ${question}`,
      `${indent}expected  ${expected}`,
      `${indent}seen      ${seen.replaceAll("\n", " ")}`,
    ].join("\n"),
  );
  return `${rows.join("\n\n")}\n\n${summary(results)}\n`;
}

/** Such as `61 hold, 1 differ, 3 not tried`. */
export function summary(results: readonly Result[]): string {
  const count = (verdict: Result["verdict"]) => results.filter((result) => result.verdict === verdict).length;
  return `${count("holds")} hold, ${count("differs")} differ, ${count("not tried")} not tried`;
}

/** 0 when nothing differs, else 1. What was not tried is no difference. */
export function exitCode(results: readonly Result[]): number {
  return results.some(({ verdict }) => verdict === "differs") ? 1 : 0;
}
