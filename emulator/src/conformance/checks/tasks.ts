import { assumptions } from "../../assumptions";
import type { Change } from "../findings";
import { all, type Check, judge, type Lab, notTried, nowhere, type Verdict } from "../lab";
import { type Fields, list, object, text } from "../question";
import { fromTour } from "./changes";

export const taskChecks = {
  taskType: async (lab) => {
    if (typeof lab.tour !== "string") {
      const { TaskType: type } = lastTask(lab.tour.on);
      return judge(type === assumptions.taskType.value, text(type));
    }
    const ofInstance = list((await lab.call("DescribeTasks", { DBInstanceId: lab.target.instanceId })).fields.TaskSet);
    const isKnown = ofInstance.some(({ TaskType: type }) => type === assumptions.taskType.value);
    return isKnown ? judge(true, "a task of the past") : notTried(lab.tour);
  },
  taskSteps: fromTour(({ on, off }) => {
    const { turningOn, turningOff } = assumptions.taskSteps.value;
    return all([stepsOf(lastTask(on), turningOn), stepsOf(lastTask(off), turningOff)]);
  }),
  taskMessage: fromTour(({ on }) => {
    const { Message: message } = detail(lastTask(on));
    return judge(message === assumptions.taskMessage.value, JSON.stringify(message));
  }),
  failureMessage: async (lab) => {
    const failed = (await sslTasks(lab)).filter(({ Status: status }) => status === "Fail" || status === "Pause");
    if (failed.length === 0) return notTried("no SSL change of the region failed or paused in the last 180 days");
    return judge(
      failed.every((task) => text(detail(task).Message) !== "" && text(detail(task).CurrentStep) !== ""),
      failed.map((task) => `${text(detail(task).CurrentStep)}: ${text(detail(task).Message)}`).join("; "),
    );
  },
  pausedTask: async (lab) => {
    const paused = (await sslTasks(lab)).find(({ Status: status }) => status === "Pause");
    if (!paused) return notTried("no SSL change of the region paused in the last 180 days");
    const status = text((await lab.instance(text(paused.DBInstanceId))).DBInstanceStatus);
    return all([
      judge(text(paused.EndTime) === "", `EndTime ${JSON.stringify(paused.EndTime)}`),
      judge(status === "running", `the instance is ${status}`),
    ]);
  },
  tasksOfUnknownInstance: async (lab) => {
    const reply = await lab.call("DescribeTasks", { DBInstanceId: nowhere });
    const count = list(reply.fields.TaskSet).length;
    return judge(reply.fields.TotalCount === 0 && count === 0, reply.code ?? `${count} tasks`);
  },
  otherTasks: async (lab) => {
    const tasks = await lab.tasks();
    const kinds = Object.values(assumptions.otherTasks.value).map(({ type, steps }) => {
      const task = tasks.find(({ TaskType }) => TaskType === type);
      return task ? stepsOf(task, steps) : notTried(`no ${type} of the region in the last 180 days`);
    });
    return all(kinds);
  },
  busyStatus: fromTour(({ on }) => {
    const statuses = [
      ...new Set(on.looks.filter(({ task }) => task?.Status === "Running").map(({ status }) => status)),
    ];
    const { working, restarting } = assumptions.busyStatus.value;
    return judge([working, `${working},${restarting}`].includes(statuses.join()), statuses.join(", then "));
  }),
} satisfies Record<string, Check>;

async function sslTasks(lab: Lab): Promise<readonly Fields[]> {
  return (await lab.tasks()).filter(({ TaskType: type }) => type === assumptions.taskType.value);
}

/** Holds when a task has these steps. */
function stepsOf(task: Fields, steps: readonly { readonly name: string }[]): Verdict {
  const { AllSteps: json } = detail(task);
  const names = stepNames(text(json));
  const told = names.length === 0 ? `AllSteps ${JSON.stringify(json)}` : names.join(", ");
  return judge(names.join() === steps.map(({ name }) => name).join(), `${text(task.TaskType)}: ${told}`);
}

function lastTask(change: Change): Fields {
  return change.looks.at(-1)?.task ?? {};
}

function detail(task: Fields): Fields {
  return object(task.TaskDetail);
}

/** The documentation writes the key in two ways. */
function stepNames(json: string): string[] {
  try {
    return list(JSON.parse(json)).map(({ StepName, stepName }) => text(StepName ?? stepName));
  } catch {
    return [];
  }
}
