import { changeAssumptions } from "./changes";
import { requestAssumptions } from "./requests";

/** Something that Tencent's documentation does not say, and what the emulator does about it. */
interface Assumption {
  readonly question: string;
  readonly decision: string;
  /** What the code takes from here; left out where the decision is a behaviour. */
  readonly value?: unknown;
}

/**
 * Everything that the documentation of the API leaves open, decided once. The table in the emulator's README is made of
 * `question` and `decision`, and a test keeps the two alike.
 */
export const assumptions = {
  ...changeAssumptions,
  ...requestAssumptions,
} as const satisfies Readonly<Record<string, Assumption>>;
