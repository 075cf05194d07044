import { type Change, type Fields, list, type Look, type Refusals, type Reply, text, type Tour } from "./findings";
import { isRunning, type Lab, netOf } from "./lab";

/** Turns SSL on, on again, to another address and off, restarts it, and looks all the while. Restarts the database each time. */
export async function takeTour(lab: Lab): Promise<Tour> {
  const instance = await lab.instance();
  const net = netOf(instance, "private") ?? {};
  const address = text(net.Ip);
  const publicName = text(netOf(instance, "public")?.Address);
  const refused = await refusals(lab);
  const database = (tls: boolean) => lab.wire.ask({ ask: "database", host: address, port: Number(net.Port), tls });
  const asked = { SSLEnabled: true, ConnectAddress: address };

  const on = await step(lab, "on", asked);
  const withoutTls = await database(false);
  const first = "failure" in withoutTls ? withoutTls : await database(true);
  const again = await step(lab, "on again", asked);
  const second = "failure" in withoutTls ? withoutTls : await database(true);
  const download = await lab.wire.ask({ ask: "download", url: text(again.after.CAUrl) });
  const moved = publicName
    ? await step(lab, "to the public name", { SSLEnabled: true, ConnectAddress: publicName.toUpperCase() })
    : undefined;
  const off = await step(lab, "off", { SSLEnabled: false });
  lab.interruption.throwIfAborted();
  await lab.call("RestartDBInstance", { DBInstanceId: lab.target.instanceId });
  await lab.settled();
  return { instance, on, again, moved, off, database: { withoutTls, first, second }, download, refusals: refused };
}

/** A change, unless somebody wants no more of them. */
async function step(lab: Lab, name: string, setting: Fields): Promise<Change> {
  lab.interruption.throwIfAborted();
  return change(lab, name, setting);
}

/** Reserved for documentation, so it belongs to no instance. Source: RFC 5737. */
const foreignAddress = "192.0.2.1";

/** Asks for settings that should be refused. One that is accepted is waited for, and turned back. */
async function refusals(lab: Lab): Promise<Refusals> {
  const { instanceId, oldInstanceId } = lab.target;
  return {
    missingAddress: await attempt(lab, instanceId, { SSLEnabled: true }),
    malformedAddress: await attempt(lab, instanceId, { SSLEnabled: true, ConnectAddress: "not an address" }),
    foreignAddress: await attempt(lab, instanceId, { SSLEnabled: true, ConnectAddress: foreignAddress }),
    oldVersion: oldInstanceId === undefined ? undefined : await attemptOld(lab, oldInstanceId),
  };
}

async function attemptOld(lab: Lab, id: string): Promise<Reply> {
  const address = text(netOf(await lab.instance(id), "private")?.Ip);
  return attempt(lab, id, { SSLEnabled: true, ConnectAddress: address });
}

async function attempt(lab: Lab, id: string, setting: Fields): Promise<Reply> {
  const { before, reply } = await change(lab, "to be refused", setting, id);
  if (reply.code === undefined) await restore(lab, before, id);
  return reply;
}

/** Asks for a setting and looks until its task is over and the instance is at rest. */
async function change(lab: Lab, name: string, setting: Fields, id = lab.target.instanceId): Promise<Change> {
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
  await lab.settled(id);
  return { name, asked, before, reply, looks, whileBusy, after: (await lab.sslConfig(id)).fields };
}

/** Tells whether a setting is as asked for; the address does not count while SSL is off. */
function has(config: Fields, setting: Fields): boolean {
  if (config.SSLEnabled !== setting.SSLEnabled) return false;
  return setting.SSLEnabled === false || sameAddress(config.ConnectAddress, setting.ConnectAddress);
}

function sameAddress(a: unknown, b: unknown): boolean {
  return text(a).toLowerCase() === text(b).toLowerCase();
}

/** Gives the instance back the setting it had. @returns whether it has it now */
export async function restore(lab: Lab, original: Fields, id = lab.target.instanceId): Promise<boolean> {
  const { SSLEnabled, ConnectAddress } = original;
  const setting = SSLEnabled === true ? { SSLEnabled, ConnectAddress } : { SSLEnabled: false };
  await lab.settled(id);
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
