import type { Check } from "../verdict";

/** Something that is expected of the cloud, and how it is tried. */
export interface Row {
  /** The name of the assumption, or what of the contract it is. */
  readonly name: string;
  readonly question: string;
  readonly expected: string;
  readonly check: Check;
}
