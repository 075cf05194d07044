import { currentStep, progressPercent, type Task, toBeijingTime } from "../cloud";
import { assumptions } from "../assumptions";

/** A task as DescribeTasks shows it. */
export function toTaskSet(task: Task, now: number): object {
  const isOver = task.endedAt !== undefined && task.status !== "Pause";
  return {
    TaskId: task.id,
    TaskType: assumptions.taskType.value,
    DBInstanceId: task.instanceId,
    StartTime: toBeijingTime(task.startedAt),
    EndTime: isOver ? toBeijingTime(task.endedAt ?? 0) : "",
    Status: task.status,
    Progress: progressPercent(task, now),
    TaskDetail: {
      CurrentStep: currentStep(task, now),
      AllSteps: JSON.stringify(
        assumptions.taskSteps.value.map(({ name }, index) => ({ StepId: index + 1, StepName: name })),
      ),
      Input: JSON.stringify(input(task)),
      Output: task.status === "Success" ? JSON.stringify({ Message: "success" }) : "",
      SwitchTag: 0,
      SwitchTime: "",
      Message: task.message,
    },
  };
}

function input({ instanceId, wanted }: Task): object {
  return {
    DBInstanceId: instanceId,
    SSLEnabled: wanted.enabled,
    ...(wanted.enabled ? { ConnectAddress: wanted.connectAddress } : {}),
  };
}
