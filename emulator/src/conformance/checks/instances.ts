import { assumptions } from "../../assumptions";
import { type Fields, list, text, told } from "../lab/findings";
import { all, type Check, judge, type Lab, netOf, notTried, type Verdict } from "../lab/lab";
import { code } from "./changes";

/** Rows about instances that are not as they should be, or are no more; those of the region are looked through. */
export const stateChecks = {
  unreadableStatuses: async (lab) => {
    const unreadable: readonly string[] = assumptions.unreadableStatuses.value;
    const refused = (await lab.instances()).find(({ DBInstanceStatus: status }) => unreadable.includes(text(status)));
    if (!refused) return notTried(`no instance of the region is ${unreadable.join(", ")}`);
    const reply = await lab.sslConfig(text(refused.DBInstanceId));
    return judge(
      reply.code === "OperationDenied.InstanceStatusLimitError",
      `${text(refused.DBInstanceStatus)}: ${told(reply)}`,
    );
  },
  closedPublicNetwork: async (lab) => {
    const nets = (await lab.instances()).map((instance) => netOf(instance, "public"));
    const closed = nets.filter((net) => net && ["closed", "initing"].includes(text(net.Status)));
    if (closed.length === 0) return notTried("no instance of the region has its public network closed");
    const named = closed.filter((net) => text(net?.Address) !== "" || text(net?.Ip) !== "");
    return judge(named.length === 0, `of ${closed.length} closed ones ${named.length} show an address`);
  },
  deadDatabase: async (lab) => {
    const status = assumptions.deadDatabase.value;
    const dead = (await lab.instances()).find(({ DBInstanceStatus }) => DBInstanceStatus === status);
    if (!dead) return notTried(`no instance of the region is ${status}`);
    const { Ip: host, Port: port } = netOf(dead, "private") ?? {};
    const answer = await lab.wire.ask({ ask: "database", host: text(host), port: Number(port), tls: false });
    // A database asks every client for a password; another program at the address does not.
    const isAlive = !("failure" in answer) && answer.says === "authenticate";
    return judge(!isAlive, `${status}: the database ${isAlive ? "answers" : "does not answer"}`);
  },
  destroyedInstance: async (lab) => {
    const orphans = await tasksOfDestroyed(lab);
    if (orphans.length === 0) return notTried("no task of a destroyed instance in the last 180 days");
    const statuses = [...new Set(orphans.map(({ Status: status }) => text(status)))];
    return judge(
      statuses.includes("Fail") && !statuses.includes("Running"),
      `tasks of destroyed instances: ${statuses.join(", ")}`,
    );
  },
  destroyedPrimary: async (lab) => {
    const gone = (await tasksOfDestroyed(lab)).map(({ DBInstanceId: id }) => text(id)).find(isPrimary);
    if (gone === undefined) return notTried("no task of a destroyed primary instance in the last 180 days");
    const left = (await lab.instances()).filter(({ MasterDBInstanceId: id }) => id === gone);
    const filter = { Name: "db-master-instance-id", Values: [gone] };
    const groups = list((await lab.call("DescribeReadOnlyGroups", { Filters: [filter] })).fields.ReadOnlyGroupList);
    return all([
      judge(left.length === 0, `${left.length} read-only instances`),
      judge(groups.length === 0, `${groups.length} groups of ${gone}`),
    ]);
  },
  maintenance: async (lab) => {
    const { fields } = await lab.call("DescribeMaintainTimeWindow", { DBInstanceId: lab.target.instanceId });
    const { MaintainStartTime: start, MaintainDuration: hours, MaintainWeekDays: days } = fields;
    const names: readonly unknown[] = assumptions.maintenance.value.weekDays;
    const areKnown = Array.isArray(days) && days.length > 0 && days.every((day) => names.includes(day));
    const isWritten = /^\d\d:\d\d$/.test(text(start)) && Number(hours) > 0;
    return judge(isWritten && areKnown, `${text(start)} for ${String(hours)} h, ${JSON.stringify(days)}`);
  },
} satisfies Record<string, Check>;

async function tasksOfDestroyed(lab: Lab): Promise<readonly Fields[]> {
  const known = (await lab.instances()).map(({ DBInstanceId: id }) => id);
  return (await lab.tasks()).filter(({ DBInstanceId: id }) => !known.includes(id));
}

function isPrimary(id: string): boolean {
  return id.startsWith("postgres-");
}

/** What is made up in the emulator has another value in every account, so that its form is tried. */
export const accountChecks = {
  account: async (lab) => {
    const instances = await lab.instances();
    const pairs = new Set(instances.map(({ AppId, Uid }) => `AppId ${String(AppId)}, Uid ${String(Uid)}`));
    const isNumber = ({ AppId, Uid }: Fields) => Number(AppId) > 0 && Number(Uid) > 0;
    return judge(
      pairs.size === 1 && instances.every(isNumber),
      `${pairs.size} account in ${instances.length} instances`,
    );
  },
  network: async (lab) => {
    const { VpcId, SubnetId } = await lab.instance();
    const isRight = /^vpc-[a-z0-9]{8}$/.test(String(VpcId)) && /^subnet-[a-z0-9]{8}$/.test(String(SubnetId));
    return judge(isRight, isRight ? "both of this form" : `${String(VpcId)}, ${String(SubnetId)}`);
  },
  storage: async (lab) => {
    const instances = (await lab.instances()).filter(({ DBInstanceStatus: status }) => status === "running");
    const ofKind = (isLocal: boolean) =>
      instances.find(({ DBInstanceStorageType: type }) => (type === "PHYSICAL_LOCAL_SSD") === isLocal);
    const tried = [ofKind(true), ofKind(false)].filter((instance) => instance !== undefined);
    if (tried.length === 0) return notTried("no instance of the region is running");
    const verdicts = tried.map(async ({ DBInstanceId: id, DBInstanceStorageType: type }) => {
      const { fields } = await lab.sslConfig(String(id));
      const hasFields = ["CACert", "CAJKS", "CAP7B"].filter((name) => name in fields).length;
      return judge(hasFields === (type === "PHYSICAL_LOCAL_SSD" ? 0 : 3), `${String(type)}: ${hasFields} of 3`);
    });
    return all(await Promise.all(verdicts));
  },
} satisfies Record<string, Check>;

/** What the rows are held to, in place of the emulator's own values. */
export const accountForms = {
  account: "AppId and Uid are numbers above 0, the same for all instances.",
  network: "`vpc-` and `subnet-`, each with 8 lower-case letters or digits.",
  storage: "Replies for cloud disks have CACert, CAJKS and CAP7B, those for local disks have none of them.",
};

const wrongValue = "InvalidParameterValue.InvalidParameterValueError";
const { usual, largest } = assumptions.instanceLimits.value;

/** Rows about lists of instances, of their groups and of tasks. */
export const listChecks = {
  instanceLimits: async (lab) => {
    const master = [{ Name: "db-master-instance-id", Values: [lab.target.instanceId] }];
    const whole = await lab.call("DescribeDBInstances");
    const { length } = list(whole.fields.DBInstanceSet);
    return all([
      await limit(lab, "DescribeDBInstances", { Limit: 0 }),
      await limit(lab, "DescribeDBInstances", { Limit: largest + 1 }),
      await limit(lab, "DescribeReadOnlyGroups", { Filters: master, PageSize: 0 }),
      await limit(lab, "DescribeReadOnlyGroups", { Filters: master, PageSize: largest + 1 }),
      judge((await lab.call("DescribeDBInstances", { Limit: largest })).code === undefined, `${largest} is accepted`),
      judge(length === Math.min(usual, Number(whole.fields.TotalCount)), `without one: ${length} instances`),
    ]);
  },
  taskLimit: async (lab) => {
    const wanted = "InvalidParameterValue.ParameterValueExceedError";
    return all([
      code(await lab.call("DescribeTasks", { Limit: 0 }), wanted),
      code(await lab.call("DescribeTasks", { Limit: 101 }), wanted),
    ]);
  },
  order: async (lab) => {
    const instances = list((await lab.call("DescribeDBInstances", { Limit: largest })).fields.DBInstanceSet);
    const wrong = instances.findIndex((instance, index) => index > 0 && isBefore(instance, instances[index - 1]));
    return judge(
      wrong < 0,
      wrong < 0
        ? `${instances.length} instances in this order`
        : `${text(instances[wrong]?.DBInstanceId)} comes after ${text(instances[wrong - 1]?.DBInstanceId)}`,
    );
  },
  filters: async (lab) => {
    const { instanceId } = lab.target;
    const byId = (...Values: string[]) => ({ Name: "db-instance-id", Values });
    const unlikely = { Name: "db-instance-name", Values: ["no instance is called like this"] };
    return all([
      await finds(lab, "any value", [byId(instanceId, "postgres-nowhere0")], 1),
      await finds(lab, "all filters", [byId(instanceId), unlikely], 0),
      await finds(lab, "no value", [byId()], 0),
    ]);
  },
  wrongFilter: async (lab) => {
    const unknown = { Filters: [{ Name: "no-such-filter", Values: ["1"] }] };
    const refusedInstances = await lab.call("DescribeDBInstances", unknown);
    const refusedGroups = await lab.call("DescribeReadOnlyGroups");
    return all([
      judge(refusedInstances.code === wrongValue, `unknown: ${told(refusedInstances)}`),
      judge(refusedGroups.code === wrongValue, `missing: ${told(refusedGroups)}`),
    ]);
  },
} satisfies Record<string, Check>;

async function limit(lab: Lab, action: string, parameters: Fields): Promise<Verdict> {
  const reply = await lab.call(action, parameters);
  const { Filters: _, ...limits } = parameters;
  return judge(reply.code === wrongValue, `${action} ${JSON.stringify(limits)}: ${told(reply)}`);
}

async function finds(lab: Lab, name: string, Filters: readonly Fields[], count: number): Promise<Verdict> {
  const reply = await lab.call("DescribeDBInstances", { Filters });
  const { length } = list(reply.fields.DBInstanceSet);
  return judge(reply.code === undefined && length === count, `${name}: ${reply.code ?? `${length} found`}`);
}

/** Whether an instance should stand before another. What is as old to the second is in an order that does not show. */
function isBefore(instance: Fields, other: Fields | undefined): boolean {
  return text(instance.CreateTime) > text(other?.CreateTime);
}
