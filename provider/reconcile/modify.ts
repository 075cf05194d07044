import { setTimeout as sleep } from "node:timers/promises";
import { ApiError } from "../cloud/api-error";
import type { Verdict } from "../cloud/error-codes";
import { describeDesired } from "../model/desired";
import type { Run } from "./run";
import type { EventOf } from "./states";

/** After so many refusals that do not come from a busy instance, the cloud's word is final. */
const MAX_REFUSALS = 4;

/** What a refused or failed change means for the reconciliation; verdicts that are not listed end it. */
const EVENTS: Partial<Record<Verdict, EventOf<"modifying">>> = {
  busy: "refusedForNow",
  // Held up so long that somebody else may have changed the instance meanwhile.
  limited: "refusedForNow",
  later: "refusedForNow",
  unknown: "outcomeUnknown",
};

/** Sends the change, once. */
export async function modify(run: Run): Promise<EventOf<"modifying">> {
  await run.beforeChange?.(run.instance);
  run.log(`${run.instance.dbInstanceId}: turning SSL ${describeDesired(run.desired)}; this restarts the database`);
  try {
    const { taskId, requestId } = await run.api.modifySslConfig(
      run.instance,
      run.desired,
      run.deadline,
      run.beforeSend,
    );
    run.mayHaveChanged = true;
    run.requestId = requestId;
    delete run.unknownBecause;
    if (taskId === undefined) return "acceptedWithoutTask";
    run.taskId = taskId;
    return "accepted";
  } catch (error) {
    return eventOfFailure(run, error);
  }
}

function eventOfFailure(run: Run, error: unknown): EventOf<"modifying"> {
  const event = error instanceof ApiError ? EVENTS[error.verdict] : undefined;
  if (!(error instanceof ApiError) || event === undefined) throw error;
  // Something runs that the cloud does not list, and a change of ours may be it: to send it again could be one too many.
  if (error.verdict === "busy" && run.unknownOutcomes > 0) return "underWay";
  if (event === "outcomeUnknown") {
    run.mayHaveChanged = true;
    run.unknownOutcomes += 1;
    run.unknownBecause = error;
    if (error.requestId !== undefined) run.requestId = error.requestId;
  }
  if (error.verdict === "later" && (run.refusals += 1) >= MAX_REFUSALS) throw error;
  run.log(`${run.instance.dbInstanceId}: ${error.message}`);
  run.refusedBecause = error;
  return event;
}

/** Waits a moment after a refusal. When the time is up, the refusal itself is what the user has to know. */
export async function pause(run: Run): Promise<EventOf<"pausing">> {
  const { pace, deadline } = run;
  if (deadline.isOver) return "timeIsUp";
  await sleep(Math.min(pace.refusedPauseSeconds * pace.secondMs, deadline.remainingMs));
  return "goOn";
}
