/**
 * The part of the demo's output that the picture shows: the steps, the commands, the progress of tasks, the checks, and the
 * table.
 */
export function highlights(output: string): string[] {
  const lines = output.trimEnd().split("\n");
  const tableAt = lines.findIndex((line) => line.startsWith("step "));
  const story = tableAt === -1 ? lines : lines.slice(0, tableAt);
  const table = tableAt === -1 ? [] : lines.slice(tableAt);
  return [...story.filter(isTold).map(shortened), ...table];
}

function isTold(line: string): boolean {
  return /^(\d+\.|The demo failed)|^ +[$✔A]|^ +\| {5}postgres-\S+: |^$/.test(line);
}

/** The CLI's own indentation says nothing here. */
function shortened(line: string): string {
  return line.replace(/^ +\| +/, "    ");
}
