import { RequestError } from "../errors/request-error";
import { isAsDesired, type Observed } from "../model/ssl-setting";
import { isOver, type Task, taskOutcome } from "../model/task";
import { Budget, type Limits } from "../time/budget";
import { systemClock } from "../time/clock";
import { wait } from "../time/wait";
import type { Run, Step } from "./run";

/** Reads the instance's setting. */
export async function look(run: Run, { budget, signal }: Limits = run): Promise<Observed> {
  let sentAt = systemClock();
  const atSending = (): void => void (sentAt = systemClock());
  run.observed = await run.cloud.look(run.instance, { budget, signal, goesFirst: run.goesFirst, atSending });
  // Counted from the sending: a process that is suspended while the reply waits for it would take the reply for a new one.
  run.observedAt = sentAt;
  return run.observed;
}

/** Reads the instance's setting and says whether it is as desired. */
export const observe: Step<"observing"> = async (run) => {
  const observed = await look(run);
  return isAsDesired(observed, run.desired) ? { event: "asDesired", observed } : { event: "differs" };
};

/** Reads the instance's tasks, and keeps their ids so that the change's own task can be told apart later. */
export const lookForTask: Step<"lookingForTask"> = async (run) => {
  const tasks = await readTasks(run);
  run.change.tasksBefore = tasks && new Set(tasks.map(({ taskId }) => taskId));
  if (tasks === undefined) return { event: "notPermitted" };
  const task = tasks.find((each) => !isOver(each));
  return task === undefined ? { event: "noTaskRuns" } : { event: "taskRuns", task };
};

/** The instance's tasks; `undefined` where these credentials may not read them. */
async function readTasks(run: Run): Promise<readonly Task[] | undefined> {
  const { cloud, instance, budget, signal, goesFirst } = run;
  if (!run.mayReadTasks) return undefined;
  try {
    return await cloud.tasks.ofInstance(instance, { budget, signal, goesFirst });
  } catch (error) {
    if (!(error instanceof RequestError) || error.verdict !== "denied") throw error;
    const { action, permission } = cloud.taskReading;
    run.log(
      `${instance.dbInstanceId}: these credentials may not call ${action} (${permission}); ` +
        "the SSL configuration is watched instead",
    );
    run.mayReadTasks = false;
    return undefined;
  }
}

/**
 * A task that the change may have started. Without the list from before the change, a finished task may be an old one, so
 * only a running one counts.
 */
export async function findNewTask(run: Run): Promise<Task | undefined> {
  const { tasksBefore } = run.change;
  const tasks = (await readTasks(run)) ?? [];
  return tasks.find((task) => (tasksBefore === undefined ? !isOver(task) : !tasksBefore.has(task.taskId)));
}

/** Waits a moment for the setting to follow the task. If it does not, the task did not do what it reports. */
export const verify: Step<"verifying"> = async (run, { task }) => {
  const { pace, budget, signal, desired } = run;
  // The change is done, so waiting for a turn must not use up its time; otherwise this look is as patient as any other.
  const patient = new Budget(Math.max(pace.verifySeconds, budget.remainingMs / 1000));
  let observed = await look(run, { budget: patient, signal });
  let isFirst = true;
  const verified = async (): Promise<true | undefined> => {
    if (!isFirst) observed = await look(run);
    isFirst = false;
    return isAsDesired(observed, desired) || undefined;
  };
  if (await wait(verified, pace.verifyLooks, { budget: budget.atMost(pace.verifySeconds), signal }))
    return { event: "asDesired", observed };
  return taskOutcome(task) === "succeeded" ? { event: "differs", observed } : { event: "unsuccessful", task };
};
