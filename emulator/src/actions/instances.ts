import { assumptions } from "../assumptions";
import type { Instance, ReadOnlyGroup } from "../cloud/instance";
import { type Filter, requestEnums } from "../contract";
import { type Action, findInstance, page, readOrder, sorted, wrongValue } from "./action";
import { toDBInstance, toReadOnlyGroup } from "./instance-fields";

const { usual: defaultLimit, largest: largestLimit } = assumptions.instanceLimits.value;

/** Lists the instances of the region that all filters let through, the latest first. */
export const describeDBInstances: Action<"DescribeDBInstances"> = (parameters, { cloud, region, now }) => {
  const filters = readFilters(parameters.Filters, requestEnums["DescribeDBInstances.Filters.Name"]);
  const { orderBy, direction } = readOrder("DescribeDBInstances", parameters, "CreateTime");
  const limit = parameters.Limit ?? defaultLimit;
  if (limit < 1 || limit > largestLimit) {
    throw wrongValue(`Limit must be between 1 and ${largestLimit}.`);
  }
  const found = [...cloud.instances.values()].filter(
    (instance) =>
      instance.region === region &&
      filters.every(({ name, values }) => values.some((value) => instanceMatches[name](instance, value))),
  );
  const inOrder = sorted(found, instanceSortKeys[orderBy], direction);
  return {
    TotalCount: found.length,
    DBInstanceSet: page(inOrder, parameters.Offset ?? 0, limit).map((instance) => toDBInstance(instance, cloud, now)),
  };
};

const instanceMatches: Record<FilterName, (instance: Instance, value: string) => boolean> = {
  "db-instance-id": ({ id }, value) => id === value,
  "db-instance-name": ({ name }, value) => name.includes(value),
  "db-project-id": ({ projectId }, value) => String(projectId) === value,
  "db-pay-mode": ({ payType }, value) => payType === value,
  "db-tag-key": ({ tags }, value) => Object.hasOwn(tags, value),
  "db-private-ip": ({ privateIp }, value) => privateIp === value,
  "db-public-address": ({ publicName, publicIp, publicNetwork }, value) =>
    publicNetwork === "opened" && (publicName === value || publicIp === value),
  "db-dedicated-cluster-id": ({ dedicatedClusterId }, value) => dedicatedClusterId === value,
};

type FilterName = (typeof requestEnums)["DescribeDBInstances.Filters.Name"][number];

const instanceSortKeys: Record<
  (typeof requestEnums)["DescribeDBInstances.OrderBy"][number],
  (instance: Instance) => string | number
> = {
  DBInstanceId: ({ id }) => id,
  CreateTime: ({ createdAt }) => createdAt.getTime(),
  Name: ({ name }) => name,
  // No instance of the emulator ever expires, so all are alike.
  EndTime: () => "",
};

/** Shows one instance. */
export const describeDBInstanceAttribute: Action<"DescribeDBInstanceAttribute"> = (parameters, context) => ({
  DBInstance: toDBInstance(findInstance(context, parameters.DBInstanceId), context.cloud, context.now),
});

/** Tells when the cloud may work on an instance. */
export const describeMaintainTimeWindow: Action<"DescribeMaintainTimeWindow"> = (parameters, context) => {
  const instance = findInstance(context, parameters.DBInstanceId);
  const { start, hours, weekDays } = instance.maintenance;
  return {
    DBInstanceId: instance.id,
    MaintainStartTime: start,
    MaintainDuration: hours,
    MaintainWeekDays: weekDays,
  };
};

/** Lists the read-only groups of a primary instance; the filter that names it is mandatory. */
export const describeReadOnlyGroups: Action<"DescribeReadOnlyGroups"> = (parameters, { cloud, region, now }) => {
  const filters = readFilters(parameters.Filters, requestEnums["DescribeReadOnlyGroups.Filters.Name"]);
  if (!filters.some(({ name }) => name === "db-master-instance-id")) {
    throw wrongValue("The filter db-master-instance-id is mandatory.");
  }
  const { orderBy, direction } = readOrder("DescribeReadOnlyGroups", parameters, "CreateTime");
  const size = parameters.PageSize ?? defaultLimit;
  const number = parameters.PageNumber ?? 1;
  if (size < 1 || size > largestLimit) throw wrongValue(`PageSize must be between 1 and ${largestLimit}.`);
  if (number < 1) throw wrongValue("PageNumber must be 1 or more.");
  const found = [...cloud.groups.values()].filter(
    (group) =>
      group.region === region &&
      filters.every(({ name, values }) => values.some((value) => groupMatches[name](group) === value)),
  );
  const inOrder = sorted(found, groupSortKeys[orderBy], direction);
  return {
    ReadOnlyGroupList: page(inOrder, (number - 1) * size, size).map((group) => toReadOnlyGroup(group, cloud, now)),
  };
};

const groupMatches = {
  "db-master-instance-id": ({ masterId }: ReadOnlyGroup) => masterId,
  "read-only-group-id": ({ id }: ReadOnlyGroup) => id,
};

const groupSortKeys = {
  ROGroupId: ({ id }: ReadOnlyGroup) => id,
  CreateTime: ({ createdAt }: ReadOnlyGroup) => createdAt.getTime(),
  Name: ({ name }: ReadOnlyGroup) => name,
};

/** A filter lets through what matches any of its values. */
interface ReadFilter<Name extends string> {
  readonly name: Name;
  readonly values: readonly string[];
}

/** @throws ApiError InvalidParameterValue.InvalidParameterValueError for a name that the action does not know */
function readFilters<Name extends string>(
  filters: readonly Filter[] | undefined,
  names: readonly Name[],
): ReadFilter<Name>[] {
  return (filters ?? []).map((filter) => {
    const name = names.find((known) => known === filter.Name);
    if (name === undefined) {
      throw wrongValue(`The filter ${filter.Name ?? "without a name"} is not one of ${names.join(", ")}.`);
    }
    return { name, values: filter.Values ?? [] };
  });
}
