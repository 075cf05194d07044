import { currentStep, progressPercent, type Task, toBeijingTime } from "../cloud";

/** A task as DescribeTasks shows it. */
export function toTaskSet(task: Task, now: number): object {
  const isOver = task.endedAt !== undefined && task.status !== "Pause";
  return {
    TaskId: task.id,
    TaskType: task.kind.type,
    DBInstanceId: task.instanceId,
    StartTime: toBeijingTime(task.startedAt),
    EndTime: isOver ? toBeijingTime(task.endedAt ?? 0) : "",
    Status: task.status,
    Progress: progressPercent(task, now),
    TaskDetail: {
      CurrentStep: currentStep(task, now),
      AllSteps: JSON.stringify(task.kind.steps.map(({ name }, index) => ({ StepId: index + 1, StepName: name }))),
      Input: JSON.stringify(task.input),
      Output: task.status === "Success" ? JSON.stringify({ Message: "success" }) : "",
      SwitchTag: 0,
      SwitchTime: "",
      Message: task.message,
    },
    ...task.plan.fields,
  };
}
