import { RequestError } from "../errors/request-error";
import { defined } from "../model/objects";
import { describeDesired, type Desired, type Instance, type Observed } from "../model/ssl-setting";
import { Budget, TimeIsUp } from "../time/budget";
import { isoTime } from "../time/clock";
import { awaitEffect, awaitOtherTask, awaitTask, searchEffect } from "./awaiting";
import { ERRORS, type FailedChange, interrupted, type TimeoutSetting } from "./errors";
import { modify, pause } from "./modify";
import { lookForTask, observe, verify } from "./observe";
import type { DataOf, ReconcileTools, Run, Step } from "./run";
import { type End, FIRST_STATE, follow, isEnd, type State } from "./states";

/** Task and request of the latest change, as far as the cloud named them. */
export interface ChangeTrace {
  readonly taskId?: number;
  readonly requestId?: string;
  /** For a change without a reply: until when the cloud may still accept it, such as `2026-01-01T00:10:00Z`. */
  readonly changeMayArriveUntil?: string;
}

/** A successful reconciliation: the configuration as observed, and the trace of the change, if one was needed. */
interface Reconciled {
  readonly ok: true;
  readonly observed: Observed;
  readonly trace: ChangeTrace;
  /** Whether a change was followed to its end: one of this run, or one that was already under way. */
  readonly isFollowed: boolean;
}

/** A failed reconciliation, with what is known of the instance. */
export interface ReconcileFailure {
  readonly ok: false;
  readonly error: Error;
  /** Whether the cloud accepted a change, or may have: then the state has to know the resource. */
  readonly mayHaveChanged: boolean;
  readonly observed: Observed | undefined;
  readonly trace: ChangeTrace;
}

export type ReconcileResult = Reconciled | ReconcileFailure;

export interface ReconcileOptions {
  readonly timeoutSeconds: number;
  /** Where the time comes from, for the message that says how to get more. */
  readonly timeoutSetting: TimeoutSetting;
  /** The resource's last change, as its state names it. */
  readonly earlier: ChangeTrace;
}

const STEPS: { readonly [S in State]: Step<S> } = {
  lookingForTask: lookForTask,
  awaitingOtherTask: awaitOtherTask,
  observing: observe,
  modifying: modify,
  pausing: pause,
  awaitingTask: awaitTask,
  searchingEffect: searchEffect,
  awaitingEffect: awaitEffect,
  verifying: verify,
};

/** How a run ended, with the data of that end; or the error that ended it. */
type Ended =
  | { [E in End]: { readonly end: E; readonly data: DataOf[E] } }[End]
  | { readonly end: "failed"; readonly error: unknown };

/**
 * Brings an instance's SSL setting to the desired one, with no more changes than needed.
 *
 * Never throws: a failure is returned with what was observed and whether a change was started.
 */
export async function reconcile(
  tools: ReconcileTools,
  instance: Instance,
  desired: Desired,
  { earlier, ...time }: ReconcileOptions,
): Promise<ReconcileResult> {
  const mayArriveUntilMs = Date.parse(earlier.changeMayArriveUntil ?? "") || 0;
  const run: Run = {
    ...tools,
    instance,
    desired,
    budget: new Budget(time.timeoutSeconds),
    change: { earlierTaskId: earlier.taskId, mayArriveUntilMs, mayBeMade: false, unknownOutcomes: 0, refusals: 0 },
    goesFirst: false,
    isFollowed: false,
    mayReadTasks: true,
    lastSeen: "no task was seen",
  };
  const ended = await walk(run);
  if (ended.end !== "converged") {
    const error = errorOf({ instance, desired, lastSeen: run.lastSeen, ...time, ...run.change }, ended);
    await refreshObserved(run);
    return { ok: false, error, mayHaveChanged: run.change.mayBeMade, observed: run.observed, trace: traceOf(run) };
  }
  const { isFollowed } = run;
  if (isFollowed) run.log(`${instance.dbInstanceId}: SSL is ${describeDesired(desired)}, as observed in the cloud`);
  return { ok: true, observed: ended.data.observed, trace: traceOf(run), isFollowed };
}

async function walk(run: Run): Promise<Ended> {
  let state: State | End = FIRST_STATE;
  let data: object = {};
  try {
    while (!isEnd(state)) {
      const found = await step(run, state, data);
      state = follow(state, found.event);
      data = found;
    }
  } catch (error) {
    return { end: "failed", error };
  }
  // The table types the data of each event; this loop is the same for all of them.
  return { end: state, data } as Ended;
}

/** Runs the step of a state, and turns a cancelled run and the end of its time into events. */
async function step(run: Run, state: State, data: object): Promise<{ readonly event: string }> {
  try {
    return await (STEPS[state] as Step<State>)(run, data);
  } catch (error) {
    if (run.signal?.aborted === true) return { event: "cancelled" };
    if (error instanceof TimeIsUp) return { event: "timeIsUp" };
    throw error;
  }
}

/** Whatever interrupts a change that may be made becomes an error that names its instance, task and request. */
function errorOf(failed: FailedChange, ended: Exclude<Ended, { readonly end: "converged" }>): Error {
  if (ended.end !== "failed")
    return (ERRORS[ended.end] as (change: FailedChange, data: object) => Error)(failed, ended.data);
  const { error } = ended;
  const thrown = error instanceof Error ? error : new Error(String(error));
  const cause = thrown instanceof RequestError ? thrown.about(failed.instance.dbInstanceId) : thrown;
  return failed.mayBeMade === true ? interrupted(failed, cause) : cause;
}

/** After a failed change, the state must not hold an older setting. If this read fails too, the last observation stays. */
async function refreshObserved(run: Run): Promise<void> {
  const { cloud, instance, signal } = run;
  // A user who cancels does not want to wait any longer.
  if (!run.change.mayBeMade || signal?.aborted === true) return;
  const limits = { budget: new Budget(run.pace.requestTimeoutSeconds), signal };
  run.observed = await cloud.look(instance, limits).catch(() => run.observed);
}

function traceOf({ change: { taskId, requestId, mayArriveUntilMs } }: Run): ChangeTrace {
  const changeMayArriveUntil = mayArriveUntilMs > Date.now() ? isoTime(mayArriveUntilMs) : undefined;
  return defined({ taskId, requestId, changeMayArriveUntil });
}
