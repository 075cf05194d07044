import type { Lab } from "./lab";
import { type Fields, list, type Reply, text } from "./reply";

/** One look at an instance whose setting is being changed. The task is asked for last: while it runs, so did the others' time. */
export interface Look {
  readonly config: Fields;
  readonly status: string;
  readonly task: Fields | undefined;
}

/** One change of the setting, and all that was seen of it. */
export interface Change {
  readonly name: string;
  readonly asked: Fields;
  readonly before: Fields;
  readonly reply: Reply;
  readonly looks: readonly Look[];
  /** What the same call got while the task was running; undefined when that was missed. */
  readonly whileBusy: Reply | undefined;
  readonly after: Fields;
}

/** Asks for a setting and looks until its task is over and the instance is at rest. */
export async function change(lab: Lab, name: string, setting: Fields, id = lab.target.instanceId): Promise<Change> {
  const asked = { DBInstanceId: id, ...setting };
  const before = (await lab.sslConfig(id)).fields;
  const reply = await lab.call("ModifyDBInstanceSSLConfig", asked);
  const looks: Look[] = [];
  let whileBusy: Reply | undefined;
  const deadline = lab.wire.now() + lab.target.taskTimeoutSeconds * 1000;
  while (reply.code === undefined && lab.wire.now() < deadline) {
    const look = await lookAt(lab, id, reply.fields.TaskId);
    looks.push(look);
    if (isRunning(look.task)) whileBusy ??= await lab.call("ModifyDBInstanceSSLConfig", asked);
    else if (look.task ?? (!isTaskId(reply.fields.TaskId) && has(look.config, setting))) break;
    await lab.wire.pause(lab.target.pollSeconds);
  }
  await settled(lab, id);
  return { name, asked, before, reply, looks, whileBusy, after: (await lab.sslConfig(id)).fields };
}

/**
 * Waits until the instance is running and has no unfinished task.
 *
 * @throws Error when that takes longer than a task may take
 */
export async function settled(lab: Lab, id = lab.target.instanceId): Promise<void> {
  const deadline = lab.wire.now() + lab.target.taskTimeoutSeconds * 1000;
  for (;;) {
    const status = text((await lab.instance(id)).DBInstanceStatus);
    const tasks = list((await lab.call("DescribeTasks", { DBInstanceId: id })).fields.TaskSet);
    if (status === "running" && !tasks.some(isRunning)) return;
    if (lab.wire.now() > deadline) {
      throw new Error(
        `${id} is not at rest after ${lab.target.taskTimeoutSeconds} s: its status is ${JSON.stringify(status)}.`,
      );
    }
    await lab.wire.pause(lab.target.pollSeconds);
  }
}

/** Tells whether a setting is as asked for; the address does not count while SSL is off. */
export function has(config: Fields, setting: Fields): boolean {
  if (config.SSLEnabled !== setting.SSLEnabled) return false;
  return setting.SSLEnabled === false || sameAddress(config.ConnectAddress, setting.ConnectAddress);
}

export function isRunning(task: Fields | undefined): boolean {
  return task?.Status === "Running" || task?.Status === "WaitSwitch";
}

function sameAddress(a: unknown, b: unknown): boolean {
  return text(a).toLowerCase() === text(b).toLowerCase();
}

/** Gives the instance back the setting it had. @returns whether it has it now */
export async function restore(lab: Lab, original: Fields, id = lab.target.instanceId): Promise<boolean> {
  const { SSLEnabled, ConnectAddress } = original;
  const setting = SSLEnabled === true ? { SSLEnabled, ConnectAddress } : { SSLEnabled: false };
  await settled(lab, id);
  if (has((await lab.sslConfig(id)).fields, setting)) return true;
  return has((await change(lab, "back", setting, id)).after, setting);
}

async function lookAt(lab: Lab, id: string, taskId: unknown): Promise<Look> {
  const config = (await lab.sslConfig(id)).fields;
  const status = text((await lab.instance(id)).DBInstanceStatus);
  const { TaskSet: tasks } = isTaskId(taskId)
    ? (await lab.call("DescribeTasks", { TaskId: taskId, Limit: 1 })).fields
    : { TaskSet: [] };
  return { config, status, task: list(tasks)[0] };
}

/** A reply without one, or with 0, says that there is no task to wait for. */
function isTaskId(taskId: unknown): boolean {
  return typeof taskId === "number" && taskId > 0;
}
