import { type ActionName, checkReply } from "../contract";

/** A reply of the emulator that was against the API's contract. */
export interface Violation {
  readonly action: ActionName;
  readonly faults: readonly string[];
  readonly body: string;
}

const mostKept = 100;

/** Collects the emulator's own mistakes. */
export class Violations {
  private found: Violation[] = [];

  check(action: ActionName, body: string): void {
    const faults = checkReply(action, body);
    if (faults.length > 0 && this.found.length < mostKept) this.found.push({ action, faults, body });
  }

  list(): readonly Violation[] {
    return this.found;
  }

  reset(): void {
    this.found = [];
  }
}
