import { ApiError } from "../cloud/api-error";
import type { Task } from "../model/task";
import { poll } from "../tasks/poll";
import { isAsDesired } from "../model/observed";
import { taskOutcome } from "../model/task";
import type { InstanceTasks } from "../tasks/task-watcher";
import type { Run } from "./run";
import type { EventOf } from "./states";

/** Reads the instance's configuration and says whether it is as desired. */
export async function observe(run: Run): Promise<"asDesired" | "differs"> {
  run.observed = await run.api.describeSslConfig(run.instance, run.deadline);
  return isAsDesired(run.observed, run.desired) ? "asDesired" : "differs";
}

/** Reads the instance's tasks, and remembers them so that a task of our own can be told from them later. */
export async function lookForTask(run: Run): Promise<EventOf<"lookingForTask">> {
  const found = await readTasks(run);
  delete run.tasksBefore;
  if (found === undefined) return "notPermitted";
  if (found.isComplete) run.tasksBefore = new Set(found.tasks.map(({ taskId }) => taskId));
  const running = found.tasks.find((task) => taskOutcome(task) === "pending");
  if (running === undefined) return "noTaskRuns";
  run.task = running;
  return "taskRuns";
}

/** The instance's tasks; `undefined` where these credentials may not read them and the configuration has to say it all. */
async function readTasks(run: Run): Promise<InstanceTasks | undefined> {
  try {
    return await run.tasks.findOfInstance(run.instance, run.deadline);
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
 * A task that our change may have started. Without the full list from before the change, a finished task could be an old
 * one, so that only one still running counts.
 */
export async function findNewTask(run: Run): Promise<Task | undefined> {
  const tasks = run.mayReadTasks ? ((await readTasks(run))?.tasks ?? []) : [];
  const before = run.tasksBefore;
  return tasks.find((task) => (before === undefined ? taskOutcome(task) === "pending" : !before.has(task.taskId)));
}

/** A task's success may run ahead of the configuration by a moment; longer than that, it did not do what it says. */
export async function verify(run: Run): Promise<EventOf<"verifying">> {
  const { pace, deadline } = run;
  const seen = await poll(async () => ((await observe(run)) === "asDesired" ? true : undefined), {
    pace,
    deadline: deadline.isOver ? deadline : deadline.orIn(pace.verifySeconds, pace),
    minSeconds: 1,
    maxSeconds: 5,
    factor: 1.5,
  });
  return seen === undefined ? "differs" : "asDesired";
}
