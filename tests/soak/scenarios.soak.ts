import { randomInt } from "node:crypto";
import { explore } from "../scenarios/explore";
import { Tally } from "../scenarios/tally";

const MINUTES_PER_SCENARIO = 2;
const SAY_EVERY_MINUTES = 10;

test(
  "random programs and commands keep every promise",
  async () => {
    const { SCENARIO_RUNS: runs = "300", SCENARIO_SEED: seed = String(randomInt(1_000_000)) } = process.env;
    const tally = new Tally();
    const say = () => process.stderr.write(`scenarios of seed ${seed}: ${tally.toString()}\n`);
    say();
    const timer = setInterval(say, SAY_EVERY_MINUTES * 60_000);
    const failures = await explore({ runs: Number(runs), seed: Number(seed), lanes: 4, tally });
    clearInterval(timer);
    console.log(`scenarios of seed ${seed}: ${tally.toString()}`);
    expect(failures).toEqual([]);
  },
  Number(process.env.SCENARIO_RUNS ?? 300) * MINUTES_PER_SCENARIO * 60_000,
);
