/**
 * The way from a desired setting to a verified one, as data: for each state, its events, and the state that follows each.
 *
 * `reconcile` follows this table; docs/internals/reconcile.md shows it, and a test compares the two.
 */
export const TRANSITIONS = {
  /** Read the instance's tasks: a change on top of a running task would be refused, or restart the database twice. */
  lookingForTask: { taskRuns: "awaitingOtherTask", noTaskRuns: "observing", notPermitted: "observing" },
  /**
   * Wait for a task that someone else, or an earlier run, started. Whatever its outcome, observe the instance. At the
   * deadline, do so only if the task cannot change the SSL setting: otherwise the observed setting may soon be wrong.
   */
  awaitingOtherTask: { ended: "observing", unrelated: "observing" },
  /** Read the SSL configuration after the tasks: a task that ended in between is then observed, and not repeated. */
  observing: { asDesired: "converged", differs: "modifying" },
  /** Send the one call that changes something, unless the observation is too old or an earlier call may still arrive. */
  modifying: {
    accepted: "awaitingTask",
    acceptedWithoutTask: "searchingEffect",
    outdated: "lookingForTask",
    refusedForNow: "pausing",
    earlierOnItsWay: "pausing",
    outcomeUnknown: "searchingEffect",
    underWay: "awaitingEffect",
  },
  /** Give the instance or the cloud a moment, then start over. */
  pausing: { goOn: "lookingForTask" },
  /** Wait for the task of our change. */
  awaitingTask: {
    succeeded: "verifying",
    ended: "verifying",
    failed: "taskFailed",
    notListed: "awaitingEffect",
    notPermitted: "awaitingEffect",
  },
  /** No task is known, and the change may not have been made: watch configuration and tasks before sending it again. */
  searchingEffect: {
    asDesired: "converged",
    taskFound: "awaitingTask",
    nothingFound: "lookingForTask",
    notPermitted: "awaitingEffect",
    notDone: "notVerified",
    stillUnknown: "outcomeUnknown",
  },
  /** The change was accepted, but its task cannot be seen: watch the configuration itself. */
  awaitingEffect: { asDesired: "converged", taskFound: "awaitingTask" },
  /** The task is over: read the configuration until it says so too. */
  verifying: { asDesired: "converged", differs: "notVerified", unsuccessful: "taskFailed" },
} as const;

/** Events of every state, raised when a step throws. A state's own row takes precedence. */
export const ANYWHERE = { timeIsUp: "timedOut", cancelled: "cancelled" } as const;

export type State = keyof typeof TRANSITIONS;

export const FIRST_STATE: State = "lookingForTask";

/** The events that a state's step may return: exactly those of its row. */
export type EventOf<S extends State> = keyof (typeof TRANSITIONS)[S];

/** The state or outcome that an event of a state leads to. */
export type TargetOf<S extends State, E extends EventOf<S>> = (typeof TRANSITIONS)[S][E] & (State | End);

/** What follows when `event` is observed in `state`. */
export function follow(state: State, event: string): State | End {
  const next = ({ ...ANYWHERE, ...TRANSITIONS[state] } as Readonly<Record<string, State | End>>)[event];
  if (next === undefined) throw new Error(`the state ${state} has no event ${event}`);
  return next;
}

/** How a reconciliation ends, other than by an error of the API. Only the first is a success. */
export const ENDS = ["converged", "taskFailed", "timedOut", "notVerified", "outcomeUnknown", "cancelled"] as const;

export type End = (typeof ENDS)[number];

export function isEnd(name: State | End): name is End {
  return (ENDS as readonly string[]).includes(name);
}
