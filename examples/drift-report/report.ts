/** A resource that is not what the stack's state says. */
export interface Drift {
  readonly resource: string;
  /** What is different, in words such as `sslEnabled is false, not true`. */
  readonly difference: string;
}

/** What was found about one stack, or about a folder whose stacks could not be listed. */
export interface StackReport {
  /** The project's name, or the folder. */
  readonly project: string;
  /** Empty for a folder without stacks. */
  readonly stack: string;
  readonly outcome: "clean" | "drifted" | "failed";
  readonly drifts: readonly Drift[];
  /** Why it could not be checked. */
  readonly error?: string;
}

/** The exit code of `pulumi refresh --expect-no-changes`: 0 without drift, 7 with drift, and 1 if a stack could not be checked or there is none. */
export function exitCodeOf(reports: readonly StackReport[]): number {
  if (reports.length === 0 || reports.some(({ outcome }) => outcome === "failed")) return 1;
  return reports.some(({ outcome }) => outcome === "drifted") ? 7 : 0;
}
