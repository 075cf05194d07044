import { ApiError } from "../cloud/api-error";
import type { Task } from "../cloud/replies";
import { poll } from "../poll";
import { findSslConfig, isAsWished } from "../ssl-config";
import { findTasks, taskStanding } from "../task";
import type { Run } from "./run";
import type { EventOf } from "./states";

/** Reads the instance's configuration and says whether it is as wished. */
export async function observe(run: Run): Promise<"asWished" | "differs"> {
  run.observed = await findSslConfig(run.api, run.instance, run.deadline);
  return isAsWished(run.observed, run.wish) ? "asWished" : "differs";
}

/** Reads the instance's tasks, and remembers them so that a task of our own can be told from them later. */
export async function lookForTask(run: Run): Promise<EventOf<"lookingForTask">> {
  const tasks = await readTasks(run);
  delete run.tasksBefore;
  if (tasks === "notPermitted") return "notPermitted";
  run.tasksBefore = new Set(tasks.map(({ taskId }) => taskId));
  const running = tasks.find((task) => taskStanding(task) === "pending");
  if (running === undefined) return "noTaskRuns";
  run.task = running;
  return "taskRuns";
}

/** The instance's tasks, or that these credentials may not read them: then the configuration has to say everything. */
export async function readTasks(run: Run): Promise<readonly Task[] | "notPermitted"> {
  try {
    return await findTasks(run.api, run.instance, run.deadline);
  } catch (error) {
    if (!(error instanceof ApiError) || error.verdict !== "denied") throw error;
    run.log(
      `${run.instance.dbInstanceId}: these credentials may not call DescribeTasks (postgres:DescribeTasks); ` +
        "the SSL configuration is watched instead",
    );
    return "notPermitted";
  }
}

/** A task of the instance that was not there before the change was sent. */
export function newTask(run: Run, tasks: readonly Task[] | "notPermitted"): Task | undefined {
  const before = run.tasksBefore;
  if (tasks === "notPermitted" || before === undefined) return undefined;
  return tasks.find(({ taskId }) => !before.has(taskId));
}

/** A task's success may run ahead of the configuration by a moment; longer than that, it did not do what it says. */
export async function verify(run: Run): Promise<EventOf<"verifying">> {
  const { pace, deadline } = run;
  const seen = await poll(async () => ((await observe(run)) === "asWished" ? true : undefined), {
    pace,
    deadline: deadline.isOver ? deadline : deadline.orIn(pace.verifySeconds, pace),
    minSeconds: 1,
    maxSeconds: 5,
    factor: 1.5,
  });
  return seen === undefined ? "differs" : "asWished";
}
