/** A resource that is not as the stack's state says. */
export interface Drift {
  readonly resource: string;
  /** What is different, in words such as `sslEnabled is false, not true`. */
  readonly difference: string;
}

/** What was found about one stack. */
export interface StackReport {
  readonly project: string;
  readonly stack: string;
  readonly outcome: "clean" | "drifted" | "failed";
  readonly drifts: readonly Drift[];
  /** Why it could not be checked. */
  readonly error?: string;
}

/** As `pulumi refresh --expect-no-changes` has it: 0 without drift, 7 with drift; and 1 when a stack could not be checked. */
export function exitCodeOf(reports: readonly StackReport[]): number {
  if (reports.some(({ outcome }) => outcome === "failed")) return 1;
  return reports.some(({ outcome }) => outcome === "drifted") ? 7 : 0;
}
