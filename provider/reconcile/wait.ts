import { ApiError } from "../cloud/api-error";
import { isAsDesired } from "../model/ssl-setting";
import { describeTask, isOver, type Task, taskOutcome } from "../model/task";
import { TaskProgress } from "../tasks/progress";
import { type Budget, TimeIsUp } from "../time/budget";
import { wait } from "../time/wait";
import { findNewTask, look } from "./observe";
import { isAnswered } from "./on-its-way";
import type { Found, Run, Step, TasksBefore } from "./run";

/** How often a change with an unknown outcome is sent at most. */
const MAX_UNKNOWN_OUTCOMES = 2;

/** Waits for someone else's task to end, whatever its outcome. */
export const awaitOtherTask: Step<"awaitingOtherTask"> = async (run, { task, tasksBefore }) => {
  const { dbInstanceId } = run.instance;
  run.budget.fix();
  run.isFollowed = true;
  run.log(`${dbInstanceId}: task ${task.taskId} is already running for the instance; waiting for it to end`);
  const ended = await watch(run, task.taskId, (seen) => {
    // There is nothing left to wait for when a task is no longer listed.
    return seen === undefined || isOver(seen) ? true : undefined;
  });
  if (ended !== undefined) return { event: "ended", tasksBefore };
  if (mayChangeSsl(run, task)) throw new TimeIsUp();
  return { event: "unrelated", tasksBefore };
};

/** Whether a task may be a change of SSL: the API does not document how such a task is called. */
function mayChangeSsl({ earlierTaskId }: Run, { taskId, taskType }: Task): boolean {
  return taskId === earlierTaskId || taskType === "" || /ssl/i.test(taskType);
}

/** Waits for the task of our change to end. */
export const awaitTask: Step<"awaitingTask"> = async (run, { taskId, tasksBefore }) => {
  const listing = run.budget.atMost(run.pace.taskListingSeconds);
  try {
    const found = await watch(run, taskId, (task): Found<"awaitingTask"> | undefined => {
      if (task === undefined) return listing.isOver ? { event: "notListed", tasksBefore } : undefined;
      const event = taskOutcome(task);
      return event === "pending" ? undefined : { event, task };
    });
    if (found === undefined) throw new TimeIsUp();
    return found;
  } catch (error) {
    if (error instanceof ApiError && error.verdict === "denied") return { event: "notPermitted", tasksBefore };
    throw error;
  }
};

/** Watches a task until `judge` returns something, and reports its progress; `undefined` at the deadline. */
function watch<T>(run: Run, taskId: number, judge: (task: Task | undefined) => T | undefined): Promise<T | undefined> {
  const progress = new TaskProgress(run.instance.dbInstanceId, run.pace, run.log);
  return run.tasks.watch(run.instance, taskId, run, (task) => {
    if (task !== undefined) progress.saw(task);
    run.lastSeen = task === undefined ? `DescribeTasks does not list task ${taskId}` : describeTask(task);
    return judge(task);
  });
}

/** Looks for any effect of a change with an unknown outcome, before it may be sent again. */
export const searchEffect: Step<"searchingEffect"> = async (run, { tasksBefore, cause }) => {
  const { budget } = run;
  const found = await pollEffect(run, budget.atMost(searchSeconds(run, cause)), tasksBefore);
  if (found !== undefined) return found;
  if (cause === undefined) {
    if (budget.isOver) throw new TimeIsUp();
    const { observed } = run;
    return run.mayReadTasks && observed ? { event: "notDone", observed } : { event: "notPermitted", tasksBefore };
  }
  const mayBeSentAgain = tasksBefore !== undefined && run.unknownOutcomes < MAX_UNKNOWN_OUTCOMES && !budget.isOver;
  if (mayBeSentAgain) return { event: "nothingFound" };
  return { event: "stillUnknown", cause };
};

/** A change without a reply may still be on its way, and must not be sent again while the cloud would accept it. */
function searchSeconds({ pace }: Run, cause: ApiError | undefined): number {
  if (cause === undefined) return pace.taskListingSeconds;
  return isAnswered(cause) ? pace.settleSeconds : pace.acceptableSeconds;
}

/** Watches the configuration, and the tasks where they may be read, for an accepted change without a visible task. */
export const awaitEffect: Step<"awaitingEffect"> = async (run, { tasksBefore }) => {
  const found = await pollEffect(run, run.budget, tasksBefore);
  if (found === undefined) throw new TimeIsUp();
  return found;
};

function pollEffect(run: Run, budget: Budget, tasksBefore: TasksBefore): Promise<Found<"awaitingEffect"> | undefined> {
  const { pace, signal } = run;
  const lookAtBoth = async (): Promise<Found<"awaitingEffect"> | undefined> => {
    const observed = await look(run);
    if (isAsDesired(observed, run.desired)) return { event: "asDesired", observed };
    const task = await findNewTask(run, tasksBefore);
    if (task === undefined) return undefined;
    run.taskId = task.taskId;
    run.mayArriveUntilMs = 0;
    return { event: "taskFound", taskId: task.taskId, tasksBefore };
  };
  return wait(lookAtBoth, pace.effectLooks, { budget, signal });
}
