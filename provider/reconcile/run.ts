import type { ApiError } from "../cloud/api-error";
import type { PostgresApi } from "../cloud/postgres-api";
import type { Desired, Instance, Observed } from "../model/ssl-setting";
import type { Task } from "../model/task";
import type { Change } from "../errors/change-errors";
import type { Log } from "../model/log";
import type { TaskWatcher } from "../tasks/task-watcher";
import type { Budget } from "../time/budget";
import type { Moment } from "../time/clock";
import type { Pace } from "../time/pace";
import type { EventOf, State, TargetOf } from "./states";

/** What a reconciliation works with. */
export interface ReconcileTools {
  readonly api: PostgresApi;
  readonly tasks: TaskWatcher;
  readonly pace: Pace;
  readonly log: Log;
  /** Called when a change is needed, and each time its turn has come. If they throw, it is not sent. */
  readonly beforeChange?: (instance: Instance) => Promise<void>;
  readonly beforeSend?: (() => Promise<void>) | undefined;
  /** Aborted when the run is cancelled. */
  readonly signal?: AbortSignal | undefined;
}

/** One reconciliation: its goal, and what it has learned about the instance and the change so far. */
export interface Run extends ReconcileTools {
  readonly instance: Instance;
  readonly desired: Desired;
  readonly budget: Budget;
  /** The task of the resource's last change in an earlier run, as its state names it. */
  readonly earlierTaskId: number | undefined;
  /** The configuration as last observed, and when the request for it was sent. */
  observed?: Observed;
  observedAt?: Moment;
  /** Whether its looks go ahead of others', because a change has its turn and waits for them. */
  goesFirst: boolean;
  /** When the latest change was sent, by the wall clock. */
  sentAtMs?: number;
  /** Until when a change without a reply, of this run or an earlier one, may still arrive in the cloud, by the wall clock. */
  mayArriveUntilMs: number;
  /** The configuration when a change was found to be needed. */
  before?: Observed | undefined;
  /** Whether a change was accepted, or may have been. */
  mayHaveChanged: boolean;
  /** Whether a change is followed to its end: that one, or one that was already under way. */
  isFollowed: boolean;
  /** The latest change's task and request, as far as the cloud named them. */
  taskId?: number;
  requestId?: string;
  /** How often ModifyDBInstanceSSLConfig was sent with an unknown outcome, and how often the cloud could not start it. */
  unknownOutcomes: number;
  refusals: number;
  /** Whether these credentials may call DescribeTasks, as far as it was seen. */
  mayReadTasks: boolean;
  /** The last thing seen while waiting, in words. */
  lastSeen: string;
}

/** Ids of the tasks that were there before the change was sent; `undefined` where they cannot be read. */
export type TasksBefore = ReadonlySet<number> | undefined;

/** The data of each state and outcome. */
export interface DataOf {
  readonly lookingForTask: object;
  readonly awaitingOtherTask: { readonly task: Task; readonly tasksBefore: TasksBefore };
  readonly observing: { readonly tasksBefore: TasksBefore };
  readonly modifying: { readonly tasksBefore: TasksBefore };
  readonly pausing: object;
  readonly awaitingTask: { readonly taskId: number; readonly tasksBefore: TasksBefore };
  /** `cause` is why the outcome is unknown; without one, the change was accepted. */
  readonly searchingEffect: { readonly tasksBefore: TasksBefore; readonly cause?: ApiError };
  readonly awaitingEffect: { readonly tasksBefore: TasksBefore };
  readonly verifying: { readonly task: Task };
  readonly converged: { readonly observed: Observed };
  readonly taskFailed: { readonly task: Task };
  readonly timedOut: object;
  readonly notVerified: { readonly observed: Observed };
  readonly outcomeUnknown: { readonly cause: ApiError };
  readonly cancelled: object;
}

/** What a step finds: an event of its state, with the data of the state that follows. */
export type Found<S extends State> = {
  [E in EventOf<S>]: { readonly event: E } & DataOf[TargetOf<S, E>];
}[EventOf<S>];

/** What to do in a state. Throws TimeIsUp at the deadline, and the reason when the run is cancelled. */
export type Step<S extends State> = (run: Run, data: DataOf[S]) => Promise<Found<S>>;

/** The change, for errors. */
export function changeOf(run: Run): Change {
  const { instance, desired, before, taskId, requestId, mayHaveChanged: isStarted } = run;
  return { instance, desired, before, taskId, requestId, isStarted };
}
