import { ApiError } from "../cloud/api-error";
import { isAsDesired, type Observed } from "../model/ssl-setting";
import { isOver, type Task, taskOutcome } from "../model/task";
import { Budget, type Limits } from "../time/budget";
import { systemClock } from "../time/clock";
import { wait } from "../time/wait";
import type { Run, Step, TasksBefore } from "./run";

/** Reads the instance's configuration. */
export async function look(run: Run, limits: Limits = run): Promise<Observed> {
  let sentAt = systemClock();
  const observed = await run.api.describeSslConfig(run.instance, limits, {
    goesFirst: run.goesFirst,
    atSending: () => (sentAt = systemClock()),
  });
  run.observed = observed;
  // Counted from the sending: a process that is suspended while the reply waits for it would take the reply for a new one.
  run.observedAt = sentAt;
  return observed;
}

/** Reads the instance's configuration and says whether it is as desired. */
export const observe: Step<"observing"> = async (run, { tasksBefore }) => {
  const observed = await look(run);
  return isAsDesired(observed, run.desired) ? { event: "asDesired", observed } : { event: "differs", tasksBefore };
};

/** Reads the instance's tasks, and keeps their ids so that our own task can be told apart later. */
export const lookForTask: Step<"lookingForTask"> = async (run) => {
  const tasks = await readTasks(run);
  if (tasks === undefined) return { event: "notPermitted", tasksBefore: undefined };
  const tasksBefore = new Set(tasks.map(({ taskId }) => taskId));
  const task = tasks.find((each) => !isOver(each));
  return task === undefined ? { event: "noTaskRuns", tasksBefore } : { event: "taskRuns", task, tasksBefore };
};

/** The instance's tasks; `undefined` where these credentials may not read them. */
async function readTasks(run: Run): Promise<readonly Task[] | undefined> {
  if (!run.mayReadTasks) return undefined;
  try {
    return await run.tasks.ofInstance(run.instance, run, run.goesFirst);
  } catch (error) {
    if (!(error instanceof ApiError) || error.verdict !== "denied") throw error;
    run.log(
      `${run.instance.dbInstanceId}: these credentials may not call DescribeTasks (postgres:DescribeTasks); ` +
        "the SSL configuration is watched instead",
    );
    run.mayReadTasks = false;
    return undefined;
  }
}

/**
 * A task that our change may have started. Without the list from before the change, a finished task may be an old one, so
 * only a running one counts.
 */
export async function findNewTask(run: Run, tasksBefore: TasksBefore): Promise<Task | undefined> {
  const tasks = (await readTasks(run)) ?? [];
  return tasks.find((task) => (tasksBefore === undefined ? !isOver(task) : !tasksBefore.has(task.taskId)));
}

/** Waits a moment for the configuration to follow the task. If it does not, the task did not do what it reports. */
export const verify: Step<"verifying"> = async (run, { task }) => {
  const { pace, budget, signal, desired } = run;
  // The change is done, so waiting for a turn must not use up its time; otherwise this look is as patient as any other.
  const seconds = Math.max(pace.verifySeconds, budget.remainingMs / 1000);
  let observed = await look(run, { budget: new Budget(seconds), signal });
  let isFirst = true;
  const lookAgain = async (): Promise<true | undefined> => {
    if (!isFirst) observed = await look(run);
    isFirst = false;
    return isAsDesired(observed, desired) || undefined;
  };
  const limits = { budget: budget.atMost(pace.verifySeconds), signal };
  if (await wait(lookAgain, pace.verifyLooks, limits)) return { event: "asDesired", observed };
  return taskOutcome(task) === "succeeded" ? { event: "differs", observed } : { event: "unsuccessful", task };
};
