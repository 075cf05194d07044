import type { RequestError } from "../errors/request-error";
import type { Log } from "../model/log";
import type { Desired, Instance, Observed } from "../model/ssl-setting";
import type { Task } from "../model/task";
import type { Budget, Limits } from "../time/budget";
import type { Moment } from "../time/clock";
import type { Pace } from "../time/pace";
import type { Cloud } from "./port";
import type { EventOf, State, TargetOf } from "./states";

/** What a reconciliation works with. */
export interface ReconcileTools {
  readonly cloud: Cloud;
  readonly pace: Pace;
  readonly log: Log;
  /** Called when a change is needed. If it throws, none is started. */
  readonly mayStart?: (instance: Instance) => Promise<void>;
  /** Called each time the turn of a change has come. If it throws, the change is not sent. */
  readonly mayBeSent?: (() => Promise<void>) | undefined;
  /** Aborted when the run is cancelled. */
  readonly signal?: AbortSignal | undefined;
}

/** One reconciliation: its goal, and what it has learned so far. */
export interface Run extends ReconcileTools, Limits {
  readonly instance: Instance;
  readonly desired: Desired;
  readonly budget: Budget;
  readonly change: Change;
  /** The setting as last observed, and when the request for it was sent. */
  observed?: Observed | undefined;
  observedAt?: Moment;
  /** Whether its looks go ahead of others', because a change has its turn and waits for them. */
  goesFirst: boolean;
  /** Whether a change is followed to its end: its own, or one that was already under way. */
  isFollowed: boolean;
  /** Whether these credentials may read tasks, as far as it was seen. */
  mayReadTasks: boolean;
  /** The last thing seen while waiting, in words. */
  lastSeen: string;
}

/** All that is known of the change that a run makes. */
export interface Change {
  /** The task of the resource's last change in an earlier run, as its state names it. */
  readonly earlierTaskId: number | undefined;
  /** The setting when a change was found to be needed. */
  before?: Observed | undefined;
  /** Ids of the tasks that were there before it was sent; `undefined` where they cannot be read. */
  tasksBefore?: ReadonlySet<number> | undefined;
  /** When it was last sent, by the wall clock. */
  sentAtMs?: number;
  /** Until when a change without a reply, of this run or an earlier one, may still arrive in the cloud, by the wall clock. */
  mayArriveUntilMs: number;
  /** Whether it was accepted, or may have been. */
  mayBeMade: boolean;
  /** Its task and request, as far as the cloud named them. */
  taskId?: number;
  requestId?: string;
  /** How often it was sent with an unknown outcome, and how often the cloud could not start it. */
  unknownOutcomes: number;
  refusals: number;
}

/** The data of each state and end. */
export interface DataOf {
  readonly lookingForTask: object;
  readonly awaitingOtherTask: { readonly task: Task };
  readonly observing: object;
  readonly modifying: object;
  readonly pausing: object;
  readonly awaitingTask: { readonly taskId: number };
  /** `cause` is why the outcome is unknown; without one, the change was accepted. */
  readonly searchingEffect: { readonly cause?: RequestError };
  readonly awaitingEffect: object;
  readonly verifying: { readonly task: Task };
  readonly converged: { readonly observed: Observed };
  readonly taskFailed: { readonly task: Task };
  readonly timedOut: object;
  readonly notVerified: { readonly observed: Observed };
  readonly outcomeUnknown: { readonly cause: Error };
  readonly cancelled: object;
}

/** What a step finds: an event of its state, with the data of the state that follows. */
export type Found<S extends State> = {
  [E in EventOf<S>]: { readonly event: E } & DataOf[TargetOf<S, E>];
}[EventOf<S>];

/** What to do in a state. Throws TimeIsUp when the time is up, and the reason when the run is cancelled. */
export type Step<S extends State> = (run: Run, data: DataOf[S]) => Promise<Found<S>>;

/** Tells the user, and keeps it as what was last seen. */
export function report(run: Run, news: string): void {
  run.log(`${run.instance.dbInstanceId}: ${news}`);
  run.lastSeen = news;
}
