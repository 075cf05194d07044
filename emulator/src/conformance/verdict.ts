import type { Lab } from "./lab";

/** What became of one row. */
export interface Verdict {
  readonly verdict: "holds" | "differs" | "not tried";
  /** What was seen, or why it was not tried. */
  readonly seen: string;
}

/** Tries one row against the endpoint. */
export type Check = (lab: Lab) => Verdict | Promise<Verdict>;

export function judge(holds: boolean, seen: string): Verdict {
  return { verdict: holds ? "holds" : "differs", seen };
}

export function notTried(why: string): Verdict {
  return { verdict: "not tried", seen: why };
}

/** Holds when each part does. One that differs decides; without such, one that was not tried. */
export function all(verdicts: readonly Verdict[]): Verdict {
  for (const verdict of ["differs", "not tried"] as const) {
    const decisive = verdicts.filter((part) => part.verdict === verdict);
    if (decisive.length > 0) return { verdict, seen: decisive.map(({ seen }) => seen).join("; ") };
  }
  return { verdict: "holds", seen: verdicts.map(({ seen }) => seen).join("; ") };
}
