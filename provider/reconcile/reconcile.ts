import { ApiError } from "../cloud/api-error";
import type { Observed } from "../model/observed";
import { ChangeError } from "../errors/change-error";
import { ChangeInterruptedError } from "../errors/change-interrupted-error";
import { NotVerifiedError } from "../errors/not-verified-error";
import { TaskFailedError } from "../errors/task-failed-error";
import { TaskTimeoutError } from "../errors/task-timeout-error";
import { UnknownOutcomeError } from "../errors/unknown-outcome-error";
import { Deadline } from "../model/pace";
import { describeDesired, type Desired } from "../model/desired";
import { type Instance } from "../model/instance";
import { describeTask } from "../model/task";
import { modify, pause } from "./modify";
import { lookForTask, observe, verify } from "./observe";
import { changeOf, type ReconcileTools, type Run } from "./run";
import { type EventOf, FIRST_STATE, follow, isOutcome, type Outcome, type State } from "./states";
import { awaitEffect, awaitOtherTask, awaitTask, searchEffect } from "./wait";

/** What became of a desired: the configuration as observed, and the change that was needed for it, if any. */
export interface Reconciled {
  readonly observed: Observed;
  readonly taskId?: number;
  readonly requestId?: string;
}

/** A reconciliation that did not arrive, with what is known of the instance. */
export interface ReconcileFailure {
  readonly error: Error;
  /** Whether the cloud accepted a change, or may have: then the state has to know the resource. */
  readonly mayHaveChanged: boolean;
  readonly observed?: Observed;
  readonly taskId?: number;
  readonly requestId?: string;
}

export type ReconcileResult = ({ readonly ok: true } & Reconciled) | ({ readonly ok: false } & ReconcileFailure);

const STEPS: { readonly [S in State]: (run: Run) => Promise<EventOf<S>> } = {
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

/**
 * Brings an instance's SSL setting to what is desired, with one change at most where one change is enough.
 *
 * Never throws: a failure is returned with what was observed and whether a change was started.
 */
export async function reconcile(
  tools: ReconcileTools,
  instance: Instance,
  desired: Desired,
  timeoutSeconds: number,
): Promise<ReconcileResult> {
  const deadline = Deadline.in(timeoutSeconds, tools.pace);
  const start = { mayHaveChanged: false, mayReadTasks: true, unknownOutcomes: 0, refusals: 0 };
  const run: Run = { ...tools, instance, desired, deadline, ...start };
  try {
    const outcome = await walk(run);
    if (outcome === "converged" && run.observed !== undefined) {
      if (run.mayHaveChanged)
        run.log(`${instance.dbInstanceId}: SSL is ${describeDesired(desired)}, as observed in the cloud`);
      return { ok: true, observed: run.observed, ...traceOf(run) };
    }
    throw errorOf(run, outcome);
  } catch (error) {
    await refreshObserved(run);
    return {
      ok: false,
      error: asFailureOf(run, error),
      mayHaveChanged: run.mayHaveChanged,
      ...(run.observed === undefined ? {} : { observed: run.observed }),
      ...traceOf(run),
    };
  }
}

async function walk(run: Run): Promise<Outcome> {
  let state: State | Outcome = FIRST_STATE;
  while (!isOutcome(state)) state = follow(state, await STEPS[state](run));
  return state;
}

function errorOf(run: Run, outcome: Outcome): Error {
  const change = changeOf(run);
  if (outcome === "taskFailed" && run.task) return new TaskFailedError(change, run.task);
  if (outcome === "notVerified" && run.observed) return new NotVerifiedError(change, run.observed);
  if (outcome === "outcomeUnknown" && run.unknownBecause) return new UnknownOutcomeError(change, run.unknownBecause);
  return new TaskTimeoutError(change, run.deadline.seconds, lastSeen(run));
}

/** Whatever ends a change that was started is told as that change's end: which instance, task and request it was. */
function asFailureOf(run: Run, error: unknown): Error {
  const thrown = error instanceof Error ? error : new Error(String(error));
  const cause = thrown instanceof ApiError ? thrown.about(run.instance.dbInstanceId) : thrown;
  return run.mayHaveChanged && !(cause instanceof ChangeError)
    ? new ChangeInterruptedError(changeOf(run), cause)
    : cause;
}

function lastSeen(run: Run): string {
  if (run.task !== undefined) return describeTask(run.task);
  if (run.taskId !== undefined) return `DescribeTasks does not list task ${run.taskId}`;
  return run.refusedBecause?.message ?? "no task was seen";
}

/** After a failed change the state must not hold what was true before it; if even that look fails, the old one stays. */
async function refreshObserved(run: Run): Promise<void> {
  if (!run.mayHaveChanged) return;
  const deadline = Deadline.in(run.pace.requestTimeoutSeconds, run.pace);
  const observed = await run.api.describeSslConfig(run.instance, deadline).catch(() => undefined);
  if (observed !== undefined) run.observed = observed;
}

function traceOf({ taskId, requestId }: Run): { taskId?: number; requestId?: string } {
  return { ...(taskId === undefined ? {} : { taskId }), ...(requestId === undefined ? {} : { requestId }) };
}
