import { startVirtualCloud } from "../virtual-cloud";
import { finish, useVirtualTime } from "../virtual-time";
import * as fc from "fast-check";
import { Play } from "./model/play";
import { latencyMs, scenario } from "./model/scenario";

useVirtualTime();

/** How many scenarios run; MODEL_RUNS and MODEL_SEED choose others. */
const RUNS = Number(process.env.MODEL_RUNS ?? 320);
const SEED = Number(process.env.MODEL_SEED ?? Math.floor(Math.random() * 2 ** 31));

test("whatever happens, one desired setting costs one restart at most, no state lies, and the next up succeeds", async () => {
  const everyPromiseIsKept = fc.asyncProperty(scenario, latencyMs, async (events, latency) => {
    // Those of the scenario before, whose processes were killed.
    jest.clearAllTimers();
    const cloud = await startVirtualCloud({ instances: 1, checkReplies: true });
    await finish(new Play(cloud, latency).all(events));
    expect(cloud.control.violations()).toEqual([]);
  });
  // The seed and the path of a failure are in its message.
  await fc.assert(everyPromiseIsKept, { seed: SEED, numRuns: RUNS });
}, 600_000);
