import * as fc from "fast-check";
import { openWorld, type World } from "./fault-matrix/world";
import { play } from "./model/play";
import { scenario } from "./model/scenario";

/** How many scenarios run, and at once; MODEL_RUNS and MODEL_SEED choose others. */
const RUNS = Number(process.env.MODEL_RUNS ?? 320);
const SEED = Number(process.env.MODEL_SEED ?? Math.floor(Math.random() * 2 ** 31));
const AT_ONCE = 32;
/** Shrinking runs a scenario again; every run needs an instance of its own. */
const INSTANCES = Math.min(60_000, RUNS * 6 + 4_000);

let world: World;
let nextInstance = 0;

beforeAll(async () => (world = await openWorld(INSTANCES, 20)), 120_000);
afterAll(() => world.close());

test("whatever happens, one desired setting costs one restart at most, no state lies, and the next up succeeds", async () => {
  const lane = (offset: number): Promise<void> =>
    fc.assert(
      fc.asyncProperty(scenario, (events) => play(world, world.emulator.instances[nextInstance++]?.id ?? "", events)),
      // A lane's seed and path are in the message of its failure.
      {
        seed: SEED + offset,
        numRuns: Math.ceil(RUNS / AT_ONCE),
        endOnFailure: false,
        interruptAfterTimeLimit: 500_000,
      },
    );
  const lanes = await Promise.allSettled(Array.from({ length: AT_ONCE }, (_, offset) => lane(offset)));
  console.log(`model: ${RUNS} scenarios, seed ${SEED}, ${nextInstance} runs in all`);
  expect(lanes.flatMap((lane) => (lane.status === "rejected" ? [String(lane.reason)] : []))).toEqual([]);
}, 600_000);

test("every reply of the emulator kept to the API's contract", () => {
  expect(world.emulator.control.violations()).toEqual([]);
});
