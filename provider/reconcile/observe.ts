import { ApiError } from "../cloud/api-error";
import { systemClock } from "../model/clock";
import { Deadline } from "../model/deadline";
import { isAsDesired, type Observed } from "../model/ssl-setting";
import { isOver, type Task, taskOutcome } from "../model/task";
import { poll } from "../tasks/poll";
import type { Run, Step, TasksBefore } from "./run";

/** Reads the instance's configuration. */
export async function look(run: Run, deadline = run.deadline): Promise<Observed> {
  let sentAt = systemClock();
  const observed = await run.api.describeSslConfig(run.instance, deadline, {
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
    return await run.tasks.ofInstance(run.instance, run.deadline, run.goesFirst);
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
  const { pace, deadline, desired } = run;
  // The change is done, so waiting for a turn must not use up its time; otherwise this look is as patient as any other.
  const seconds = Math.max(pace.verifySeconds, deadline.remainingMs / pace.secondMs);
  const first = await look(run, Deadline.in(seconds, pace, deadline.signal));
  const seen = isAsDesired(first, desired)
    ? first
    : await poll(async () => asDesired(await look(run), run), {
        pace,
        deadline: deadline.orIn(pace.verifySeconds, pace),
        firstLookSeconds: 1,
        minSeconds: 1.5,
        maxSeconds: 5,
        factor: 1.5,
      });
  if (seen !== undefined) return { event: "asDesired", observed: seen };
  return taskOutcome(task) === "succeeded"
    ? { event: "differs", observed: run.observed ?? first }
    : { event: "unsuccessful", task };
};

function asDesired(observed: Observed, { desired }: Run): Observed | undefined {
  return isAsDesired(observed, desired) ? observed : undefined;
}
