import type { Program, Scenario, Step } from "./scenario";

/** Counts what occurred, so that a run can say what it has tried. */
export class Tally {
  private scenarios = new Map<string, number>();
  private steps = new Map<string, number>();
  private combinations = new Map<string, number>();
  private endings = new Map<string, number>();

  scenario({ door }: Scenario): void {
    count(this.scenarios, door);
  }

  step(step: Step, program: Program, exitCode: number | undefined): void {
    const isKilled = exitCode === undefined;
    const kinds = kindsOf(step, isKilled);
    kinds.forEach((kind) => count(this.steps, kind));
    count(this.endings, isKilled ? "killed" : exitCode === 0 ? "exit code 0" : "failed");
    for (const kind of kinds)
      for (const trait of traitsOf(step, program)) count(this.combinations, `${kind} × ${trait}`);
  }

  toString(): string {
    const total = [...this.endings.values()].reduce((sum, n) => sum + n, 0);
    return [
      `${listed(this.scenarios)} scenarios, ${total} steps (${listed(this.endings)})`,
      `steps: ${listed(this.steps)}`,
      `${this.combinations.size} combinations of step and option: ${listed(this.combinations)}`,
    ].join("\n");
  }
}

/** The verb, and the verb with each of its flags. */
function kindsOf({ verb, flags = {} }: Step, isKilled: boolean): string[] {
  const given = Object.entries(flags).filter(([, value]) => value !== undefined);
  return [verb, ...given.map(([flag]) => `${verb} ${flag}`), ...(isKilled ? [`${verb} killed`] : [])];
}

/** What is special about the program and what happened to it. */
function traitsOf({ edits = [], events = [] }: Step, program: Program): Set<string> {
  const options = program.flatMap((resource) =>
    Object.entries({ ...resource.options, onDelete: resource.onDelete === "retain", inComponent: resource.inComponent })
      .filter(([, value]) => value === true || (Array.isArray(value) && value.length > 0))
      .map(([name]) => name),
  );
  const changes = edits.map((edit) => {
    const alias = "alias" in edit ? ` ${edit.alias ? "with" : "without"} alias` : "";
    const provider = "provider" in edit ? ` to ${edit.provider}` : "";
    return edit.edit + alias + provider;
  });
  return new Set([...options, ...changes, ...events.map(({ event }) => event)]);
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function listed(counts: ReadonlyMap<string, number>): string {
  return [...counts]
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([key, n]) => `${n} ${key}`)
    .join(", ");
}
