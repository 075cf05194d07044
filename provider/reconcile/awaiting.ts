import { RequestError } from "../errors/request-error";
import { isAsDesired } from "../model/ssl-setting";
import { describeTask, isOver, type Task, taskOutcome } from "../model/task";
import { type Budget, TimeIsUp } from "../time/budget";
import { wait } from "../time/wait";
import { findNewTask, look } from "./observe";
import { TaskProgress } from "./progress";
import type { Found, Run, Step } from "./run";

/** How often a change with an unknown outcome is sent at most. */
const MAX_UNKNOWN_OUTCOMES = 2;

/** Waits for someone else's task to end, whatever its outcome. */
export const awaitOtherTask: Step<"awaitingOtherTask"> = async (run, { task }) => {
  const { dbInstanceId } = run.instance;
  run.isFollowed = true;
  run.log(`${dbInstanceId}: task ${task.taskId} is already running for the instance; waiting for it to end`);
  // There is nothing left to wait for when a task is no longer listed.
  const isEnded = (seen: Task | "absent"): true | undefined => seen === "absent" || isOver(seen) || undefined;
  if (await waitForTask(run, task.taskId, isEnded)) return { event: "ended" };
  if (mayChangeSsl(run, task)) throw new TimeIsUp();
  return { event: "unrelated" };
};

/** Whether a task may be a change of SSL: the API does not document how such a task is called. */
function mayChangeSsl({ change }: Run, { taskId, taskType }: Task): boolean {
  return taskId === change.earlierTaskId || taskType === "" || /ssl/i.test(taskType);
}

/** Waits for the task of the change to end. */
export const awaitTask: Step<"awaitingTask"> = async (run, { taskId }) => {
  const listing = run.budget.atMost(run.pace.taskListingSeconds);
  const judge = (seen: Task | "absent"): Found<"awaitingTask"> | undefined => {
    if (seen === "absent") return listing.isOver ? { event: "notListed" } : undefined;
    const event = taskOutcome(seen);
    return event === "pending" ? undefined : { event, task: seen };
  };
  try {
    return inTime(await waitForTask(run, taskId, judge));
  } catch (error) {
    if (error instanceof RequestError && error.verdict === "denied") return { event: "notPermitted" };
    throw error;
  }
};

/** Looks at a task until `judge` returns something, and reports its progress. */
function waitForTask<T>(
  run: Run,
  taskId: number,
  judge: (seen: Task | "absent") => T | undefined,
): Promise<T | undefined> {
  const { cloud, instance, pace, log } = run;
  const progress = new TaskProgress(instance.dbInstanceId, pace, log);
  const lookAtTask = async (): Promise<T | undefined> => {
    const seen = await cloud.tasks.look(instance, taskId, run);
    if (seen === "unknown") return undefined;
    if (seen !== "absent") progress.saw(seen);
    run.lastSeen = seen === "absent" ? `${cloud.taskReading.action} does not list task ${taskId}` : describeTask(seen);
    return judge(seen);
  };
  return wait(lookAtTask, pace.taskLooks, run);
}

/** Looks for any effect of a change with an unknown outcome, before it may be sent again. */
export const searchEffect: Step<"searchingEffect"> = async (run, { cause }) => {
  const { budget, change } = run;
  const found = await waitForEffect(run, budget.atMost(searchSeconds(run, cause)));
  if (found !== undefined) return found;
  if (cause === undefined) {
    if (budget.isOver) throw new TimeIsUp();
    return run.mayReadTasks && run.observed ? { event: "notDone", observed: run.observed } : { event: "notPermitted" };
  }
  const mayBeRepeated = change.tasksBefore !== undefined && change.unknownOutcomes < MAX_UNKNOWN_OUTCOMES;
  return mayBeRepeated && !budget.isOver ? { event: "nothingFound" } : { event: "stillUnknown", cause };
};

/** A change without a reply may still be on its way, and must not be sent again while the cloud would accept it. */
function searchSeconds({ pace }: Run, cause: RequestError | undefined): number {
  if (cause === undefined) return pace.taskListingSeconds;
  return cause.isAnswered ? pace.settleSeconds : pace.acceptableSeconds;
}

/** Waits for the effect of an accepted change without a visible task. */
export const awaitEffect: Step<"awaitingEffect"> = async (run) => inTime(await waitForEffect(run, run.budget));

/** Looks at the setting, and at the tasks where they may be read. */
function waitForEffect(run: Run, budget: Budget): Promise<Found<"awaitingEffect"> | undefined> {
  const lookAtBoth = async (): Promise<Found<"awaitingEffect"> | undefined> => {
    const observed = await look(run);
    if (isAsDesired(observed, run.desired)) return { event: "asDesired", observed };
    const task = await findNewTask(run);
    if (task === undefined) return undefined;
    run.change.taskId = task.taskId;
    run.change.mayArriveUntilMs = 0;
    return { event: "taskFound", taskId: task.taskId };
  };
  return wait(lookAtBoth, run.pace.effectLooks, { budget, signal: run.signal });
}

function inTime<T>(found: T | undefined): T {
  if (found === undefined) throw new TimeIsUp();
  return found;
}
