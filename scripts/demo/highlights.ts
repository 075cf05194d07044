/**
 * The part of the demo's output that the picture shows: the steps, the commands, the progress of tasks, the checks, and the
 * table without the checks, which already appear under their steps.
 */
export function highlights(output: string): string[] {
  const lines = output.trimEnd().split("\n");
  const tableAt = lines.findIndex((line) => line.startsWith("step "));
  const story = tableAt === -1 ? lines : lines.slice(0, tableAt);
  const table = tableAt === -1 ? [] : lines.slice(tableAt);
  return [...story.filter(isTold).map(shortened), "", ...withoutChecks(table)];
}

function isTold(line: string): boolean {
  return /^(Starting|\d+\.|The demo failed)|^ +[$✔]|^ +\| {5}postgres-\S+: |^$/.test(line);
}

/** The CLI's own indentation says nothing here. */
function shortened(line: string): string {
  return line.replace(/^ +\| +/, "    ");
}

function withoutChecks(table: readonly string[]): string[] {
  const [titles = ""] = table;
  const [from, to] = [titles.indexOf("what was checked"), titles.indexOf("seconds")];
  return table.map((line) => line.slice(0, from) + line.slice(to));
}
