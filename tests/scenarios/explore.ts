import * as fc from "fast-check";
import { scenario } from "./drawing";
import { Breach, play } from "./play";
import { Stage } from "./stage";
import type { Tally } from "./tally";

/** How many runs a failure may be shrunk by: each takes as long as a scenario. */
const MOST_SHRINKS = 25;

export interface Exploration {
  readonly runs: number;
  readonly seed: number;
  /** How many scenarios are played at the same time. */
  readonly lanes: number;
  /** Counts what was tried, while it is tried. */
  readonly tally: Tally;
}

/** Plays random scenarios. Resolves with a text for each that broke a promise, shrunk. */
export async function explore({ runs, seed, lanes, tally }: Exploration): Promise<string[]> {
  const shares = Array.from({ length: lanes }, (_, lane) => Math.ceil((runs - lane) / lanes));
  const failures = await Promise.all(shares.map((share, lane) => exploreLane(tally, share, seed + lane)));
  return failures.flat();
}

async function exploreLane(tally: Tally, runs: number, firstSeed: number): Promise<string[]> {
  const stage = await Stage.open();
  const failures: string[] = [];
  try {
    let left = runs;
    // After a failure the lane goes on with scenarios of another seed.
    for (let seed = firstSeed; left > 0; seed += 1_000) {
      const { numRuns, text } = await exploreSeed(stage, tally, left, seed);
      left -= numRuns;
      if (text !== undefined) failures.push(text);
    }
  } finally {
    await stage.close();
  }
  return failures;
}

async function exploreSeed(stage: Stage, tally: Tally, runs: number, seed: number) {
  let shrinks: number | undefined;
  let lastBreach = "";
  const property = fc.asyncProperty(scenario, async (drawn) => {
    if (shrinks !== undefined && (shrinks += 1) > MOST_SHRINKS) return;
    try {
      await play(stage, drawn, tally);
    } catch (error) {
      lastBreach = error instanceof Breach ? error.message : String(error);
      // Said at once: it takes minutes to shrink it.
      if (shrinks === undefined) process.stderr.write(`A promise was broken, and is being shrunk: ${lastBreach}\n`);
      shrinks ??= 0;
      throw error;
    }
  });
  const { failed, numRuns } = await fc.check(property, { seed, numRuns: runs });
  return { numRuns, text: failed ? `seed ${seed}, scenario ${numRuns}: ${lastBreach}` : undefined };
}
