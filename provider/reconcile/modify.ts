import { RequestError } from "../errors/request-error";
import { describeChange } from "../model/ssl-setting";
import { NotSent, TimeIsUp } from "../time/budget";
import { pause as sleep, unlessCancelled } from "../time/cancellation";
import { ageMs, isoTime } from "../time/clock";
import { lookForTask, observe } from "./observe";
import { type Found, report, type Run, type Step } from "./run";

/** A change that the cloud fails to start this often is given up. Refusals by a busy instance do not count. */
const MAX_REFUSALS = 4;

/** Thrown instead of sending a change that was decided on an old observation, or is not needed any more. */
class Outdated extends NotSent {
  override readonly name = "Outdated";
}

/** Sends the change, once. */
export const modify: Step<"modifying"> = async (run) => {
  const { cloud, instance, desired, budget, signal, change } = run;
  if (change.mayArriveUntilMs > Date.now()) return leaveTime(run);
  await unlessCancelled(signal, Promise.resolve(run.mayStart?.(instance)));
  change.before ??= run.observed;
  const mayBeSent = async (): Promise<void> => {
    if (isOutdated(run)) await lookAgain(run);
    await run.mayBeSent?.();
  };
  const atSending = (): void => {
    if (isOutdated(run)) throw new Outdated();
    change.sentAtMs = Date.now();
  };
  try {
    const { taskId, requestId } = await cloud.change(instance, desired, { budget, signal, mayBeSent, atSending });
    run.log(`${instance.dbInstanceId}: ${describeChange(desired, change.before)}; this restarts the database`);
    change.mayBeMade = run.isFollowed = true;
    change.requestId = requestId;
    if (taskId === undefined) {
      run.lastSeen = "the change was accepted without a task";
      return { event: "acceptedWithoutTask" };
    }
    change.taskId = taskId;
    run.lastSeen = `task ${taskId} was accepted`;
    return { event: "accepted", taskId };
  } catch (error) {
    if (error instanceof Outdated) return { event: "outdated" };
    if (!(error instanceof RequestError)) throw error;
    return foundInFailure(run, error);
  }
};

/** A change of an earlier run is not followed by a second one while the cloud may still accept the first. */
function leaveTime(run: Run): Found<"modifying"> {
  const until = isoTime(run.change.mayArriveUntilMs);
  const news = `the reply to an earlier change was lost, and it may still arrive until ${until}: no other one is sent before`;
  if (run.lastSeen !== news) report(run, news);
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
 * Reads tasks and setting again, ahead of others' reads, while the change keeps its turn: among many resources it might
 * otherwise never be sent. Throws {@link Outdated} where no change is due any more.
 */
async function lookAgain(run: Run): Promise<void> {
  run.goesFirst = true;
  const { event } = await lookForTask(run, {});
  if (event === "taskRuns" || (await observe(run, {})).event !== "differs") throw new Outdated();
}

/** What to do after a refused or failed change. Throws for the verdicts that end the reconciliation. */
function foundInFailure(run: Run, error: RequestError): Found<"modifying"> {
  const { change, pace } = run;
  switch (error.verdict) {
    case "unknown": {
      const { sentAtMs = Date.now() } = change;
      change.mayBeMade = run.isFollowed = true;
      change.unknownOutcomes += 1;
      // No longer than its signature is good.
      if (!error.isAnswered) change.mayArriveUntilMs = sentAtMs + pace.acceptableSeconds * 1000;
      if (error.requestId !== undefined) change.requestId = error.requestId;
      report(run, error.message);
      return { event: "outcomeUnknown", cause: error };
    }
    case "busy":
      // Something runs that the cloud does not list. It may be our own change, so sending another could restart twice.
      if (change.unknownOutcomes > 0) return { event: "underWay" };
      break;
    case "later":
      change.refusals += 1;
      if (change.refusals >= MAX_REFUSALS) throw error;
      break;
    case "limited":
      break;
    default:
      throw error;
  }
  report(run, error.message);
  return { event: "refusedForNow" };
}

/** Waits a moment after a refusal. */
export const pause: Step<"pausing"> = async (run) => {
  await sleep(run.pace.refusedPauseSeconds * 1000, run);
  return { event: "goOn" };
};
