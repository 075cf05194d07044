/** How long a verb takes at the least, by the API's limit alone. */
export interface FloorInput {
  readonly instances: number;
  readonly taskSeconds: number;
}

/** Calls a second that the API takes for each action. */
export const RATE = 20;

/** Two looks and one change each; the tasks of the last ones cannot end before they have begun. */
function changeFloor({ instances, taskSeconds }: FloorInput): number {
  return Math.max((2 * instances) / RATE, instances / RATE + taskSeconds);
}

const readFloor = ({ instances }: FloorInput): number => instances / RATE;

export interface Verb {
  readonly name: string;
  /** The command, without what all commands get. */
  readonly args: readonly string[];
  readonly floor: (input: FloorInput) => number;
}

/** What is done to a fleet, in this order. */
export const VERBS = [
  { name: "create", args: ["up", "--yes", "--skip-preview"], floor: changeFloor },
  { name: "preview without changes", args: ["preview", "--expect-no-changes"], floor: () => 0 },
  { name: "refresh", args: ["refresh", "--yes", "--skip-preview"], floor: readFloor },
  {
    name: "repair drift",
    args: ["up", "--yes", "--skip-preview", "--refresh"],
    floor: (input) => readFloor(input) + changeFloor(input),
  },
  { name: "destroy", args: ["destroy", "--yes", "--skip-preview"], floor: changeFloor },
] as const satisfies readonly Verb[];

export type VerbName = (typeof VERBS)[number]["name"];
