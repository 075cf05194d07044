import { statusOf } from "../cloud";
import { ApiError } from "../gateway/api-error";
import type { Action } from "./action";
import { findInstance } from "./find-instance";

/** Starts the task that restarts an instance. */
export const restartDBInstance: Action<"RestartDBInstance"> = (parameters, context) => {
  const instance = findInstance(context, parameters.DBInstanceId);
  const status = statusOf(instance, context.cloud, context.now);
  if (status !== "running") throw new ApiError("OperationDenied.InstanceStatusLimitOpError", { status });
  const { id } = context.changes.startOther(instance, "restart", context.nextTasks.take(instance.id));
  return { FlowId: id, TaskId: id };
};
