import { ApiError } from "../cloud/api-error";
import { describeDesired } from "../model/ssl-setting";
import type { DataOf, Found, Run, Step } from "./run";

/** A change that the cloud fails to start this often is given up. Refusals by a busy instance do not count. */
const MAX_REFUSALS = 4;

/** Sends the change, once. */
export const modify: Step<"modifying"> = async (run, { tasksBefore }) => {
  const { api, instance, desired, deadline } = run;
  await deadline.unlessCancelled(Promise.resolve(run.beforeChange?.(instance)));
  try {
    const { taskId, requestId } = await api.modifySslConfig(instance, desired, deadline, run.beforeSend);
    run.log(`${instance.dbInstanceId}: turning SSL ${describeDesired(desired)}; this restarts the database`);
    run.mayHaveChanged = true;
    run.requestId = requestId;
    if (taskId === undefined) {
      run.lastSeen = "the change was accepted without a task";
      return { event: "acceptedWithoutTask", tasksBefore };
    }
    run.taskId = taskId;
    run.lastSeen = `task ${taskId} was accepted`;
    return { event: "accepted", taskId, tasksBefore };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return foundInFailure(run, error, { tasksBefore });
  } finally {
    deadline.start();
  }
};

/** What to do after a refused or failed change. Throws for the verdicts that end the reconciliation. */
function foundInFailure(run: Run, error: ApiError, data: DataOf["modifying"]): Found<"modifying"> {
  switch (error.verdict) {
    case "unknown":
      run.mayHaveChanged = true;
      run.unknownOutcomes += 1;
      if (error.requestId !== undefined) run.requestId = error.requestId;
      tell(run, error);
      return { event: "outcomeUnknown", ...data, cause: error };
    case "busy":
      // Something runs that the cloud does not list. It may be our own change, so sending another could restart twice.
      if (run.unknownOutcomes > 0) return { event: "underWay", ...data };
      break;
    case "later":
      run.refusals += 1;
      if (run.refusals >= MAX_REFUSALS) throw error;
      break;
    case "limited":
      // The change was held up for so long that someone else may have changed the instance.
      break;
    default:
      throw error;
  }
  tell(run, error);
  return { event: "refusedForNow" };
}

function tell(run: Run, error: ApiError): void {
  run.log(`${run.instance.dbInstanceId}: ${error.message}`);
  run.lastSeen = error.message;
}

/** Waits a moment after a refusal. */
export const pause: Step<"pausing"> = async ({ pace, deadline }) => {
  await deadline.sleep(pace.refusedPauseSeconds * pace.secondMs);
  return { event: "goOn" };
};
