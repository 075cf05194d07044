import { explore } from "./explore";
import { play } from "./play";
import { REGRESSIONS } from "./regressions";
import { DOORS } from "./scenario";
import { Stage } from "./stage";
import { Tally } from "./tally";

/** Of the seeds that were tried, the one whose scenarios try the most combinations. */
const SEED = 2051;

describe("defects that scenarios have found", () => {
  let stage: Stage;
  beforeAll(async () => (stage = await Stage.open()));
  afterAll(() => stage.close());

  test.each(DOORS.flatMap((door) => REGRESSIONS.map((regression) => ({ door, ...regression }))))(
    "$title ($door)",
    ({ door, scenario }) => play(stage, { door, ...scenario }, new Tally()),
  );
});

test("random programs and commands keep every promise", async () => {
  const tally = new Tally();
  const failures = await explore({ runs: 15, seed: SEED, lanes: 3, tally });
  console.log(`scenarios of seed ${SEED}: ${tally.toString()}`);
  expect(failures).toEqual([]);
}, 1_200_000);
