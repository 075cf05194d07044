import { ApiError } from "../cloud/api-error";
import { describeDesired, type Desired, type Instance, type Observed } from "../model/ssl-setting";
import {
  ChangeCancelledError,
  ChangeError,
  ChangeInterruptedError,
  NotVerifiedError,
  TaskFailedError,
  TaskTimeoutError,
  type TimeoutSetting,
  UnknownOutcomeError,
} from "../errors/change-errors";
import { defined } from "../model/objects";
import { Budget, TimeIsUp } from "../time/budget";
import { isoTime } from "../time/clock";
import { modify, pause } from "./modify";
import { lookForTask, observe, verify } from "./observe";
import { changeOf, type DataOf, type ReconcileTools, type Run, type Step } from "./run";
import { FIRST_STATE, follow, isOutcome, type Outcome, type State } from "./states";
import { awaitEffect, awaitOtherTask, awaitTask, searchEffect } from "./wait";

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

/** An outcome and its data. */
type End = { [O in Outcome]: { readonly name: O; readonly data: DataOf[O] } }[Outcome];

/**
 * Brings an instance's SSL setting to the desired one, with no more changes than needed.
 *
 * Never throws: a failure is returned with what was observed and whether a change was started.
 */
export async function reconcile(
  tools: ReconcileTools,
  instance: Instance,
  desired: Desired,
  { timeoutSeconds, timeoutSetting, earlier }: ReconcileOptions,
): Promise<ReconcileResult> {
  const run: Run = {
    ...tools,
    instance,
    desired,
    earlierTaskId: earlier.taskId,
    budget: new Budget(timeoutSeconds),
    goesFirst: false,
    mayArriveUntilMs: Date.parse(earlier.changeMayArriveUntil ?? "") || 0,
    mayHaveChanged: false,
    isFollowed: false,
    unknownOutcomes: 0,
    refusals: 0,
    mayReadTasks: true,
    lastSeen: "no task was seen",
  };
  try {
    const end = await walk(run);
    if (end.name !== "converged") throw errorOf(run, end, timeoutSetting);
    if (run.isFollowed)
      run.log(`${instance.dbInstanceId}: SSL is ${describeDesired(desired)}, as observed in the cloud`);
    return { ok: true, observed: end.data.observed, trace: traceOf(run), isFollowed: run.isFollowed };
  } catch (error) {
    await refreshObserved(run);
    const { mayHaveChanged, observed } = run;
    return { ok: false, error: asFailureOf(run, error), mayHaveChanged, observed, trace: traceOf(run) };
  }
}

async function walk(run: Run): Promise<End> {
  let name: State | Outcome = FIRST_STATE;
  let data: object = {};
  while (!isOutcome(name)) {
    const found = await step(run, name, data);
    name = follow(name, found.event);
    data = found;
  }
  // The table types the data of each event; this loop is the same for all of them.
  return { name, data } as End;
}

/** Runs the step of a state, and turns a cancelled run and a deadline into events. */
async function step(run: Run, state: State, data: object): Promise<{ readonly event: string }> {
  try {
    return await (STEPS[state] as Step<State>)(run, data);
  } catch (error) {
    if (run.signal?.aborted === true) return { event: "cancelled" };
    if (error instanceof TimeIsUp) return { event: "timeIsUp" };
    throw error;
  }
}

function errorOf(run: Run, end: Exclude<End, { readonly name: "converged" }>, setting: TimeoutSetting): Error {
  const change = changeOf(run);
  switch (end.name) {
    case "taskFailed":
      return new TaskFailedError(change, end.data.task);
    case "notVerified":
      return new NotVerifiedError(change, end.data.observed);
    case "outcomeUnknown":
      return new UnknownOutcomeError(change, end.data.cause, run.mayArriveUntilMs);
    case "cancelled":
      return new ChangeCancelledError(change, run.mayHaveChanged ? run.lastSeen : undefined);
    case "timedOut":
      return new TaskTimeoutError(change, run.budget.seconds, run.lastSeen, setting);
  }
}

/** Whatever interrupts a change that was started becomes an error that names its instance, task and request. */
function asFailureOf(run: Run, error: unknown): Error {
  const thrown = error instanceof Error ? error : new Error(String(error));
  const cause = thrown instanceof ApiError ? thrown.about(run.instance.dbInstanceId) : thrown;
  return run.mayHaveChanged && !(cause instanceof ChangeError)
    ? new ChangeInterruptedError(changeOf(run), cause)
    : cause;
}

/** After a failed change, the state must not hold an older setting. If this read fails too, the last observation stays. */
async function refreshObserved(run: Run): Promise<void> {
  // A user who cancels does not want to wait any longer.
  if (!run.mayHaveChanged || run.signal?.aborted === true) return;
  const limits = { budget: new Budget(run.pace.requestTimeoutSeconds), signal: run.signal };
  const observed = await run.api.describeSslConfig(run.instance, limits).catch(() => undefined);
  if (observed !== undefined) run.observed = observed;
}

function traceOf({ taskId, requestId, mayArriveUntilMs }: Run): ChangeTrace {
  const changeMayArriveUntil = mayArriveUntilMs > Date.now() ? isoTime(mayArriveUntilMs) : undefined;
  return defined({ taskId, requestId, changeMayArriveUntil });
}
