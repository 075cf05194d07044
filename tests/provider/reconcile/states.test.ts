import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DEFAULT_PACE } from "../../../provider/time/pace";
import {
  ANYWHERE,
  FIRST_STATE,
  follow,
  isEnd,
  ENDS,
  type State,
  TRANSITIONS,
} from "../../../provider/reconcile/states";

const STATES = Object.keys(TRANSITIONS) as State[];
/** The events and targets of each row of the table. */
const ROWS = Object.entries({ ...TRANSITIONS, anywhere: ANYWHERE }).map(
  ([state, events]) => [state, Object.entries<string>(events)] as const,
);

describe("the page about reconciling", () => {
  const page = readFileSync(join(__dirname, "../../../docs/internals/reconcile.md"), "utf8");

  /** The cells of the table under a heading, without its head. */
  function tableUnder(heading: string): string[][] {
    const [, section = ""] = page.split(`\n## ${heading}\n`);
    const [table = ""] = section.split("\n## ");
    const lines = table.split("\n").filter((line) => line.startsWith("|"));
    return lines.slice(2).map((line) => Array.from(line.slice(1, -1).split("|"), (cell) => cell.trim()));
  }

  test("draws where a change starts, every state, event and target of the code, where it ends, and nothing more", () => {
    const [, drawing] = /```mermaid\nstateDiagram-v2\n([^]*?)```/.exec(page) ?? [];
    const arrows = ROWS.flatMap(([state, events]) =>
      events.map(([event, target]) => `  ${state} --> ${target}: ${event}`),
    );
    const ends = ENDS.map((outcome) => `  ${outcome} --> [*]`);

    expect(drawing?.split("\n")).toEqual([`  [*] --> ${FIRST_STATE}`, "", ...arrows, "", ...ends, ""]);
  });

  test("explains every state, event and target of the code, and nothing more", () => {
    const explained = tableUnder("States").map(([state, , follows]) => [state, follows?.split("<br>")]);

    expect(explained).toEqual(
      ROWS.map(([state, events]) => [`\`${state}\``, events.map(([event, target]) => `\`${event}\` → \`${target}\``)]),
    );
  });

  test("explains every end", () => {
    expect(tableUnder("Ends").map(([end]) => end)).toEqual(ENDS.map((end) => `\`${end}\``));
  });

  test("names the durations of the code", () => {
    const named = [...page.matchAll(/`(\w+Seconds)`, ([\d.]+) s/g)].map(([, name, seconds]) => [name, Number(seconds)]);
    const pace = new Map(Object.entries<unknown>({ ...DEFAULT_PACE }));

    expect(named).toHaveLength(7);
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

    expect([...reached].sort()).toEqual([...STATES, ...ENDS].sort());
  });

  test("sends a change only right after the setting was read, and that only after a look at the tasks", () => {
    const before = (next: string) =>
      ROWS.filter(([, events]) => events.some(([, target]) => target === next)).map(([state]) => state);

    expect(before("modifying")).toEqual(["observing"]);
    expect(before("observing")).toEqual(["lookingForTask", "awaitingOtherTask"]);
  });
});

test("a step that returns an event that its state does not have is a bug, and reported as one", () => {
  expect(follow("observing", "asDesired")).toBe("converged");
  expect(() => follow("observing", "succeeded")).toThrow("the state observing has no event succeeded");
});

test("an outcome is no state", () => {
  expect(ENDS.every(isEnd)).toBe(true);
  expect(STATES.some(isEnd)).toBe(false);
});
