import { ApiError } from "../cloud/api-error";
import type { Task } from "../model/task";
import type { Deadline } from "../model/pace";
import { poll } from "../tasks/poll";
import { TaskProgress } from "../tasks/progress";
import { taskOutcome } from "../model/task";
import { findNewTask, observe } from "./observe";
import type { Run } from "./run";
import type { EventOf } from "./states";

/** More sends than this with an unknown outcome are not risked for one change. */
const MAX_UNKNOWN_OUTCOMES = 2;

/** Waits for the end of somebody else's task, whatever it is. */
export async function awaitOtherTask(run: Run): Promise<EventOf<"awaitingOtherTask">> {
  const id = run.task?.taskId ?? 0;
  run.log(`${run.instance.dbInstanceId}: task ${id} is already running for the instance; waiting for it to end`);
  const progress = new TaskProgress(run.instance.dbInstanceId, run.pace, run.log);
  const ended = await pollTask(run, id, run.deadline, (task) => {
    // A task that is not listed any more has nothing left to wait for.
    if (task === undefined) return true;
    progress.saw(task);
    return taskOutcome(task) === "pending" ? undefined : true;
  });
  return ended === undefined ? "timeIsUp" : "ended";
}

/** Waits for the end of our change's task. */
export async function awaitTask(run: Run): Promise<EventOf<"awaitingTask">> {
  const id = run.taskId ?? 0;
  const listing = run.deadline.orIn(run.pace.taskListingSeconds, run.pace);
  const progress = new TaskProgress(run.instance.dbInstanceId, run.pace, run.log);
  try {
    const end = await pollTask(run, id, run.deadline, (task) => {
      if (task === undefined) return listing.isOver ? ("notListed" as const) : undefined;
      run.task = task;
      progress.saw(task);
      const standing = taskOutcome(task);
      return standing === "pending" ? undefined : standing;
    });
    return end ?? "timeIsUp";
  } catch (error) {
    if (error instanceof ApiError && error.verdict === "denied") return "notPermitted";
    throw error;
  }
}

function pollTask<T>(
  run: Run,
  taskId: number,
  deadline: Deadline,
  judge: (task: Task | undefined) => T | undefined,
): Promise<T | undefined> {
  const { pace } = run;
  return poll(() => run.tasks.watch(run.instance.region, taskId, deadline, judge), {
    pace,
    deadline,
    firstLookSeconds: pace.taskFirstLookSeconds,
    minSeconds: pace.taskMinSeconds,
    maxSeconds: pace.taskMaxSeconds,
  });
}

/** Looks for any effect of a change that may or may not have been started, before it may be sent again. */
export async function searchEffect(run: Run): Promise<EventOf<"searchingEffect">> {
  const window = run.deadline.orIn(run.pace.settleSeconds, run.pace);
  const found = await pollEffect(run, window);
  if (found !== undefined) return found;
  if (run.deadline.isOver) return "timeIsUp";
  if (run.unknownBecause === undefined) return run.mayReadTasks ? "notDone" : "notPermitted";
  const isBlind = run.tasksBefore === undefined;
  return isBlind || run.unknownOutcomes >= MAX_UNKNOWN_OUTCOMES ? "stillUnknown" : "nothingFound";
}

/** Watches the configuration, and the tasks where they may be read, for an accepted change without a visible task. */
export async function awaitEffect(run: Run): Promise<EventOf<"awaitingEffect">> {
  return (await pollEffect(run, run.deadline)) ?? "timeIsUp";
}

function pollEffect(run: Run, deadline: Deadline): Promise<"asDesired" | "taskFound" | undefined> {
  const { pace } = run;
  const look = async (): Promise<"asDesired" | "taskFound" | undefined> => {
    if ((await observe(run)) === "asDesired") return "asDesired";
    const task = await findNewTask(run);
    if (task === undefined) return undefined;
    run.task = task;
    run.taskId = task.taskId;
    return "taskFound";
  };
  return poll(look, { pace, deadline, minSeconds: pace.taskMinSeconds, maxSeconds: pace.taskMaxSeconds });
}
