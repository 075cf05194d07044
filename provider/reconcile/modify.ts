import { ApiError } from "../cloud/api-error";
import { describeChange } from "../model/ssl-setting";
import { NotSent, TimeIsUp } from "../time/budget";
import { pause as sleep, unlessCancelled } from "../time/cancellation";
import { ageMs, isoTime } from "../time/clock";
import { acceptableUntilMs, isAnswered } from "./on-its-way";
import { lookForTask, observe } from "./observe";
import type { DataOf, Found, Run, Step, TasksBefore } from "./run";

/** A change that the cloud fails to start this often is given up. Refusals by a busy instance do not count. */
const MAX_REFUSALS = 4;

/** Thrown instead of sending a change that was decided on an old observation, or is not needed any more. */
class Outdated extends NotSent {
  override readonly name = "Outdated";
}

/** Sends the change, once. */
export const modify: Step<"modifying"> = async (run, data) => {
  const { api, instance, desired } = run;
  if (run.mayArriveUntilMs > Date.now()) return leaveTime(run);
  await unlessCancelled(run.signal, Promise.resolve(run.beforeChange?.(instance)));
  let { tasksBefore } = data;
  run.before ??= run.observed;
  try {
    const { taskId, requestId } = await api.modifySslConfig(instance, desired, run, {
      beforeSend: async () => {
        if (isOutdated(run)) tasksBefore = await lookAgain(run);
        await run.beforeSend?.();
      },
      atSending: () => {
        if (isOutdated(run)) throw new Outdated();
        run.sentAtMs = Date.now();
      },
    });
    run.log(`${instance.dbInstanceId}: ${describeChange(desired, run.before)}; this restarts the database`);
    run.mayHaveChanged = run.isFollowed = true;
    run.requestId = requestId;
    if (taskId === undefined) {
      run.lastSeen = "the change was accepted without a task";
      return { event: "acceptedWithoutTask", tasksBefore };
    }
    run.taskId = taskId;
    run.lastSeen = `task ${taskId} was accepted`;
    return { event: "accepted", taskId, tasksBefore };
  } catch (error) {
    if (error instanceof Outdated) return { event: "outdated" };
    if (!(error instanceof ApiError)) throw error;
    return foundInFailure(run, error, { tasksBefore });
  }
};

/** A change of an earlier run is not followed by a second one while the cloud may still accept the first. */
function leaveTime(run: Run): Found<"modifying"> {
  const until = isoTime(run.mayArriveUntilMs);
  const says = `the reply to an earlier change was lost, and it may still arrive until ${until}: no other one is sent before`;
  if (run.lastSeen !== says) run.log(`${run.instance.dbInstanceId}: ${says}`);
  run.lastSeen = says;
  if (run.budget.isOver) throw new TimeIsUp();
  return { event: "earlierOnItsWay" };
}

/**
 * Whether the observation is too old to send a change on it, whatever held the change up: others' requests, the rate limit,
 * new credentials, or a process that was suspended.
 */
function isOutdated({ observedAt, pace }: Run): boolean {
  return observedAt === undefined || ageMs(observedAt) > pace.observationSeconds * 1000;
}

/**
 * Reads tasks and configuration again, ahead of others' reads, while the change keeps its turn: among many resources it
 * might otherwise never be sent. Returns the tasks that are there now. Throws {@link Outdated} where no change is due any more.
 */
async function lookAgain(run: Run): Promise<TasksBefore> {
  run.goesFirst = true;
  const tasks = await lookForTask(run, {});
  const seen = tasks.event === "taskRuns" ? undefined : await observe(run, tasks);
  if (seen?.event !== "differs") throw new Outdated();
  return seen.tasksBefore;
}

/** What to do after a refused or failed change. Throws for the verdicts that end the reconciliation. */
function foundInFailure(run: Run, error: ApiError, data: DataOf["modifying"]): Found<"modifying"> {
  switch (error.verdict) {
    case "unknown":
      run.mayHaveChanged = run.isFollowed = true;
      run.unknownOutcomes += 1;
      if (!isAnswered(error)) run.mayArriveUntilMs = acceptableUntilMs(run);
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
export const pause: Step<"pausing"> = async (run) => {
  await sleep(run.pace.refusedPauseSeconds * 1000, run);
  return { event: "goOn" };
};
