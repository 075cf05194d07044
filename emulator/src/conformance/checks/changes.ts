import { assumptions } from "../../assumptions";
import { type Change, type Fields, list, object, type Reply, text, told, type Tour } from "../lab/findings";
import { all, type Check, judge, type Lab, notTried, nowhere, type Verdict } from "../lab/lab";

/** Tries a row with what the changes of the instance have shown. */
export function fromTour(look: (tour: Tour) => Verdict): Check {
  return ({ tour }) => (typeof tour === "string" ? notTried(tour) : look(tour));
}

export const changeChecks = {
  restarts: fromTour(({ on, moved, off }) => all([restarts(on), ...(moved ? [restarts(moved)] : []), restarts(off)])),
  unchanged: fromTour(({ again }) =>
    all([judge(Number(again.reply.fields.TaskId) > 0, `on again: ${told(again.reply)}`), restarts(again)]),
  ),
  settingWhileBusy: fromTour(({ on, off }) => all([whileBusy(on), whileBusy(off)])),
  plaintext: fromTour(({ database: { withoutTls } }) => {
    if ("failure" in withoutTls) return unreachable(withoutTls.failure);
    if (withoutTls.says === "authenticate") return judge(true, "a client without TLS is asked for its password");
    return judge(false, withoutTls.says === "error" ? `refused: ${withoutTls.message}` : withoutTls.says);
  }),
  publicName: fromTour(({ moved }) => {
    if (!moved) return notTried("the instance has no public domain name");
    if (moved.reply.code !== undefined) return judge(false, moved.reply.code);
    const name = text(moved.asked.ConnectAddress).toLowerCase();
    return judge(
      moved.after.ConnectAddress === name,
      `asked for in capitals, kept as ${text(moved.after.ConnectAddress)}`,
    );
  }),
  missingAddressCode: fromTour(({ refusals }) => code(refusals.missingAddress, assumptions.missingAddressCode.value)),
  malformedAddressCode: fromTour(({ refusals }) =>
    code(refusals.malformedAddress, assumptions.malformedAddressCode.value),
  ),
  foreignAddressCode: fromTour(({ refusals }) => code(refusals.foreignAddress, assumptions.foreignAddressCode.value)),
  oldVersionCode: fromTour(({ refusals }) =>
    refusals.oldVersion
      ? code(refusals.oldVersion, assumptions.oldVersionCode.value)
      : notTried("needs an instance of PostgreSQL 10 or older (--old-instance)"),
  ),
  malformedId: async (lab) => {
    const malformed = await lab.sslConfig("no such thing");
    const unknown = await lab.sslConfig(nowhere);
    const wanted = "ResourceNotFound.InstanceNotFoundError";
    return all([
      judge(malformed.code === wanted, `malformed: ${told(malformed)}`),
      judge(unknown.code === wanted, `unknown: ${told(unknown)}`),
    ]);
  },
} satisfies Record<string, Check>;

/** Holds when the reply has the code. */
export function code(reply: Reply, wanted: string): Verdict {
  return judge(reply.code === wanted, told(reply));
}

/** Why a row about the database cannot be tried. */
export function unreachable(failure: string): Verdict {
  return notTried(`the database cannot be reached from here: ${failure}`);
}

/** A restart shows in the status of the instance, or in what the task says of itself. */
function restarts({ name, reply, looks }: Change): Verdict {
  if (reply.code !== undefined) return judge(false, `${name}: ${reply.code}`);
  const step = looks.map(({ task }) => text((task?.TaskDetail as Change["after"] | undefined)?.CurrentStep));
  const isSeen = looks.some(({ status }) => status === "restarting") || step.some((at) => /restart|reboot/i.test(at));
  return judge(isSeen, `${name}: ${isSeen ? "restarts" : "no restart was seen"}`);
}

function whileBusy({ name, before, asked, reply, looks, after }: Change): Verdict {
  if (reply.code !== undefined) return judge(false, `${name}: ${reply.code}`);
  const during = looks.filter(({ task }) => task?.Status === "Running");
  if (during.length === 0) return notTried(`${name}: the task was over before it could be looked at`);
  const isOld = during.every(({ config }) => config.SSLEnabled === before.SSLEnabled);
  return judge(
    isOld && after.SSLEnabled === asked.SSLEnabled,
    `${name}: ${isOld ? "the earlier setting" : "the new setting"} while the task runs, then SSL ${after.SSLEnabled === true ? "on" : "off"}`,
  );
}

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
    return all(
      failed.map((task) => {
        const { place, reason } = reasonOf(detail(task)) ?? { place: "no reason", reason: "" };
        const step = text(detail(task).CurrentStep);
        return judge(reason !== "" && step !== "", `${step}: ${place} ${JSON.stringify(reason)}`);
      }),
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

/** Why a task failed, and in which of the places that the documentation shows that stands. */
function reasonOf({ Message, AllSteps, Output }: Fields): { place: string; reason: string } | undefined {
  const told = stepsIn(text(AllSteps)).map(({ StepMessage, stepMessage }) => text(StepMessage ?? stepMessage));
  const places = {
    Message: text(Message),
    "AllSteps[].StepMessage": told.findLast((message) => message !== "") ?? "",
    Output: text(Output),
  };
  const [found] = Object.entries(places).filter(([, reason]) => reason !== "");
  return found && { place: found[0], reason: found[1] };
}

function stepNames(json: string): string[] {
  return stepsIn(json).map(({ StepName, stepName }) => text(StepName ?? stepName));
}

/** The documentation writes the keys of a step in two ways. */
function stepsIn(json: string): readonly Fields[] {
  try {
    return list(JSON.parse(json));
  } catch {
    return [];
  }
}
