import type { Fault, FaultRule, FaultTarget } from "./fault";

interface Entry {
  readonly rule: FaultRule;
  toSkip: number;
  left: number;
}

/** The faults that are still to come, the oldest first. */
export class Faults {
  private entries: Entry[] = [];

  add(rule: FaultRule): void {
    this.entries.push({ rule, toSkip: rule.skip ?? 0, left: rule.times ?? 1 });
  }

  /**
   * The fault for a call: the oldest that matches, has let enough calls pass and is not used up. Every other one that
   * matches and comes before it counts the call as one that passed.
   */
  take(target: FaultTarget): Fault | undefined {
    for (const entry of this.entries) {
      if (!matches(entry.rule, target)) continue;
      if (entry.toSkip > 0) {
        entry.toSkip -= 1;
        continue;
      }
      entry.left -= 1;
      if (entry.left <= 0) this.entries = this.entries.filter((other) => other !== entry);
      return entry.rule.fault;
    }
    return undefined;
  }

  list(): (FaultRule & { readonly skip: number; readonly times: number })[] {
    return this.entries.map(({ rule, toSkip, left }) => ({ ...rule, skip: toSkip, times: left }));
  }

  reset(): void {
    this.entries = [];
  }
}

function matches(rule: FaultRule, target: FaultTarget): boolean {
  return rule.action === target.action && (rule.instance === undefined || target.instances.includes(rule.instance));
}
