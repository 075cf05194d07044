import { fromBeijingTime, type Task } from "../cloud";
import { requestEnums } from "../contract";
import { ApiError } from "../gateway/api-error";
import type { Action } from "./action";
import { checkChoice } from "./check-choice";
import { page, sorted } from "./ordering";
import { toTaskSet } from "./task-set";

const defaultLimit = 20;
const largestLimit = 100;
/** Tasks older than this are not listed. */
const keptDaysMs = 180 * 24 * 3600 * 1000;

/** Lists tasks by id, instance or time of their start, the latest first. */
export const describeTasks: Action<"DescribeTasks"> = (parameters, { cloud, region, now }) => {
  const orderBy = checkChoice("OrderBy", parameters.OrderBy, requestEnums["DescribeTasks.OrderBy"], "StartTime");
  const direction = checkChoice(
    "OrderByType",
    parameters.OrderByType,
    requestEnums["DescribeTasks.OrderByType"],
    "desc",
  );
  const limit = parameters.Limit ?? defaultLimit;
  if (limit < 1 || limit > largestLimit) {
    throw new ApiError("InvalidParameterValue.ParameterValueExceedError", {
      reason: `Limit must be between 1 and ${largestLimit}.`,
    });
  }
  const from = Math.max(readTime("MinStartTime", parameters.MinStartTime) ?? 0, now - keptDaysMs);
  const to = readTime("MaxStartTime", parameters.MaxStartTime) ?? Infinity;
  const { TaskId: id, DBInstanceId: instanceId } = parameters;
  const found = (instanceId === undefined ? byId(cloud.tasks, id) : cloud.tasksOf(instanceId)).filter(
    (task) =>
      task.region === region &&
      (id === undefined || task.id === id) &&
      task.visibleAt <= now &&
      inWholeSeconds(task.startedAt) >= inWholeSeconds(from) &&
      task.startedAt < to + 1000,
  );
  const key = (task: Task) => (orderBy === "StartTime" ? task.startedAt : (task.endedAt ?? Infinity));
  return {
    TotalCount: found.length,
    TaskSet: page(sorted(found, key, direction), parameters.Offset ?? 0, limit).map((task) => toTaskSet(task, now)),
  };
};

function byId(tasks: ReadonlyMap<number, Task>, id: number | undefined): Task[] {
  if (id === undefined) return [...tasks.values()];
  const task = tasks.get(id);
  return task ? [task] : [];
}

/** The API knows whole seconds only, so what started within the second that a bound names is inside. */
function inWholeSeconds(time: number): number {
  return Math.floor(time / 1000);
}

function readTime(name: string, text: string | undefined): number | undefined {
  if (text === undefined || text === "") return undefined;
  const time = fromBeijingTime(text);
  if (time !== undefined) return time;
  throw new ApiError("InvalidParameterValue.InvalidParameterValueError", {
    reason: `${name} must be written as YYYY-MM-DD HH:MM:SS.`,
  });
}
