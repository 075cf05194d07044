import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DEFAULT_PACE } from "../../../provider/model/pace";
import {
  ANYWHERE,
  FIRST_STATE,
  follow,
  isOutcome,
  OUTCOMES,
  type State,
  TRANSITIONS,
} from "../../../provider/reconcile/states";

const PAGE = readFileSync(join(__dirname, "../../../docs/reconcile.md"), "utf8");

type Transition = readonly [state: string, event: string, target: string];

const IN_THE_CODE: Transition[] = Object.entries({ ...TRANSITIONS, anywhere: ANYWHERE }).flatMap(([state, events]) =>
  Object.entries(events).map(([event, target]): Transition => [state, event, target]),
);

/** The cells of the table under a heading, without its head. */
function tableUnder(heading: string): string[][] {
  const [, section = ""] = PAGE.split(`\n## ${heading}\n`);
  const [table = ""] = section.split("\n## ");
  const lines = table.split("\n").filter((line) => line.startsWith("|"));
  const rows = lines.map((line) =>
    line
      .slice(1, -1)
      .split("|")
      .map((cell) => cell.trim()),
  );
  return rows.slice(2);
}

function nameIn(cell = ""): string {
  return cell.replaceAll("`", "");
}

describe("the page about reconciling", () => {
  test("draws every state, event and target of the code, and nothing more", () => {
    const drawn = [...PAGE.matchAll(/^ {2}(\w+) --> (\w+): (\w+)$/gm)].map(
      ([, state = "", target = "", event = ""]): Transition => [state, event, target],
    );

    expect(drawn).toEqual(IN_THE_CODE);
  });

  test("draws where a change starts and where it ends", () => {
    const starts = [...PAGE.matchAll(/^ {2}\[\*\] --> (\w+)$/gm)].map(([, state]) => state);
    const ends = [...PAGE.matchAll(/^ {2}(\w+) --> \[\*\]$/gm)].map(([, state]) => state);

    expect(starts).toEqual([FIRST_STATE]);
    expect(ends).toEqual(OUTCOMES);
  });

  test("has nothing in its drawing that was not compared", () => {
    const [, drawing = ""] = /```mermaid\nstateDiagram-v2\n([^]*?)```/.exec(PAGE) ?? [];
    const unknown = drawing.split("\n").filter((line) => !/^( {2}(\w+|\[\*\]) --> (\w+(: \w+)?|\[\*\]))?$/.test(line));

    expect(unknown).toEqual([]);
  });

  test("explains every state, event and target of the code, and nothing more", () => {
    const explained = tableUnder("States").flatMap(([state, , follows = ""]) =>
      follows.split("<br>").map((pair): Transition => {
        const [event, target] = pair.split("→").map((name) => nameIn(name.trim()));
        return [nameIn(state), event ?? "", target ?? ""];
      }),
    );

    expect(explained).toEqual(IN_THE_CODE);
  });

  test("says for each state what it observes and why", () => {
    for (const [, observed = "", , why = ""] of tableUnder("States")) {
      expect(observed).toMatch(/\w.{20,}[.?]$/);
      expect(why).toMatch(/\w.{40,}\.$/);
    }
  });

  test("explains every outcome", () => {
    expect(tableUnder("Outcomes").map(([outcome]) => nameIn(outcome))).toEqual(OUTCOMES);
  });

  test("names the durations of the code", () => {
    const named = [...PAGE.matchAll(/`(\w+Seconds)`, ([\d.]+) s/g)].map(([, name, seconds]) => [name, Number(seconds)]);
    const pace = new Map(Object.entries<number>({ ...DEFAULT_PACE }));

    expect(named).toHaveLength(5);
    expect(named).toEqual(named.map(([name]) => [name, pace.get(String(name))]));
  });
});

describe("the table of states", () => {
  test("leads from the first state to every other one, and from each to an end", () => {
    const reached = new Set<string>([FIRST_STATE, ...Object.values(ANYWHERE)]);
    for (const state of reached) {
      if (Object.hasOwn(TRANSITIONS, state)) {
        for (const target of Object.values<string>(TRANSITIONS[state as State])) reached.add(target);
      }
    }

    expect([...reached].sort()).toEqual([...Object.keys(TRANSITIONS), ...OUTCOMES].sort());
  });

  test("sends a change only right after the setting was read", () => {
    const before = IN_THE_CODE.filter(([, , target]) => target === "modifying").map(([state]) => state);

    expect(before).toEqual(["observing"]);
  });

  test("never leads from a change to another one without a look at the tasks first", () => {
    for (const [state, , target] of IN_THE_CODE.filter(([, , next]) => ["observing"].includes(next))) {
      expect([state, target]).toEqual([expect.stringMatching(/^(lookingForTask|awaitingOtherTask)$/), "observing"]);
    }
  });
});

test("a step that returns an event that its state does not have is a bug, and reported as one", () => {
  expect(follow("observing", "asDesired")).toBe("converged");
  expect(() => follow("observing", "succeeded")).toThrow("the state observing has no event succeeded");
});

test("every state times out when the time is up", () => {
  const targets = (Object.keys(TRANSITIONS) as State[]).map((state) => follow(state, "timeIsUp"));

  expect(new Set(targets)).toEqual(new Set(["timedOut"]));
});

test("an outcome is no state", () => {
  expect(OUTCOMES.every(isOutcome)).toBe(true);
  expect((Object.keys(TRANSITIONS) as State[]).some(isOutcome)).toBe(false);
});
