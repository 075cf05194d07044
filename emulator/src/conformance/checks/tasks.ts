import { assumptions } from "../../assumptions";
import type { Change } from "../change";
import { type Lab, nowhere } from "../lab";
import { type Fields, list, object, text, told } from "../reply";
import { all, type Check, judge, notTried } from "../verdict";
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
  taskSteps: fromTour(({ on }) => {
    const { AllSteps: all } = detail(lastTask(on));
    const names = stepNames(text(all));
    return judge(
      names.join() === assumptions.taskSteps.value.map(({ name }) => name).join(),
      names.length === 0 ? `AllSteps: ${JSON.stringify(all)}` : names.join(", "),
    );
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
  destroyedInstance: async (lab) => {
    const known = (await lab.instances()).map(({ DBInstanceId: id }) => id);
    const orphans = (await lab.tasks()).filter(({ DBInstanceId: id }) => !known.includes(id));
    if (orphans.length === 0) return notTried("no task of a destroyed instance in the last 180 days");
    const statuses = [...new Set(orphans.map(({ Status: status }) => text(status)))];
    return judge(
      statuses.includes("Fail") && !statuses.includes("Running"),
      `tasks of destroyed instances: ${statuses.join(", ")}`,
    );
  },
  busyStatus: fromTour(({ on }) => {
    const statuses = [
      ...new Set(on.looks.filter(({ task }) => task?.Status === "Running").map(({ status }) => status)),
    ];
    const { working, restarting } = assumptions.busyStatus.value;
    return judge([working, `${working},${restarting}`].includes(statuses.join()), statuses.join(", then "));
  }),
  unreadableStatuses: async (lab) => {
    const wanted = "OperationDenied.InstanceStatusLimitError";
    const unreadable: readonly string[] = assumptions.unreadableStatuses.value;
    const instances = await lab.instances();
    const refused = instances.find(({ DBInstanceStatus: status }) => unreadable.includes(text(status)));
    if (!refused) return notTried(`no instance of the region is ${unreadable.join(", ")}`);
    const reply = await lab.sslConfig(text(refused.DBInstanceId));
    return judge(reply.code === wanted, `${text(refused.DBInstanceStatus)}: ${told(reply)}`);
  },
} satisfies Record<string, Check>;

async function sslTasks(lab: Lab): Promise<readonly Fields[]> {
  return (await lab.tasks()).filter(({ TaskType: type }) => type === assumptions.taskType.value);
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
