import type { Behaviour } from "../cloud/behaviour";
import { currentStep, progressPercent, type Task } from "../cloud/task";
import { ApiError, fromBeijingTime, toBeijingTime } from "../contract";
import { type Action, page, readOrder, sorted, wrongValue } from "./action";

const defaultLimit = 20;
const largestLimit = 100;
/** Tasks older than this are not listed. */
const keptDaysMs = 180 * 24 * 3600 * 1000;

/** Lists tasks by id, instance or time of their start, the latest first. */
export const describeTasks: Action<"DescribeTasks"> = (parameters, { cloud, region, now, behaviours }) => {
  const { orderBy, direction } = readOrder("DescribeTasks", parameters, "StartTime");
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
    TaskSet: page(sorted(found, key, direction), parameters.Offset ?? 0, limit).map((task) =>
      toTaskSet(task, now, behaviours.current),
    ),
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
  throw wrongValue(`${name} must be written as YYYY-MM-DD HH:MM:SS.`);
}

/** A task as DescribeTasks shows it. */
function toTaskSet(task: Task, now: number, { failureReason }: Behaviour): object {
  const isOver = task.endedAt !== undefined && task.status !== "Pause";
  const hasFailed = task.status === "Fail" || task.status === "Pause";
  const reasonIn = hasFailed ? failureReason : "Message";
  const current = currentStep(task, now);
  const reasonOf = (step: string) =>
    reasonIn === "StepMessage" && step === current ? { StepMessage: task.message } : {};
  return {
    TaskId: task.id,
    TaskType: task.kind.type,
    DBInstanceId: task.instanceId,
    StartTime: toBeijingTime(task.startedAt),
    EndTime: isOver ? toBeijingTime(task.endedAt ?? 0) : "",
    Status: task.status,
    Progress: progressPercent(task, now),
    TaskDetail: {
      CurrentStep: current,
      AllSteps: JSON.stringify(
        task.kind.steps.map(({ name }, index) => ({ StepId: index + 1, StepName: name, ...reasonOf(name) })),
      ),
      Input: JSON.stringify(task.input),
      Output: outputOf(task, reasonIn),
      SwitchTag: 0,
      SwitchTime: "",
      ...(reasonIn === "Message" ? { Message: task.message } : {}),
    },
    ...task.plan.fields,
  };
}

function outputOf({ status, message }: Task, reasonIn: Behaviour["failureReason"]): string {
  if (reasonIn === "Output") return JSON.stringify({ Message: message });
  return status === "Success" ? JSON.stringify({ Message: "success" }) : "";
}
