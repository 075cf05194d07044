import { assumptions } from "../../assumptions";
import { all, type Check, judge, type Lab, type Verdict } from "../lab";
import { type Fields, list, text, told } from "../question";
import { code } from "./changes";

const wrongValue = "InvalidParameterValue.InvalidParameterValueError";
const { usual, largest } = assumptions.instanceLimits.value;

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
