import { assumptions } from "../assumptions";
import type { Instance } from "../cloud";
import { requestEnums } from "../contract";
import { ApiError } from "../gateway/api-error";
import type { Action } from "./action";
import { checkChoice } from "./check-choice";
import { toDBInstance } from "./db-instance";
import { readFilters } from "./filters";
import { page, sorted } from "./ordering";

const { usual: defaultLimit, largest: largestLimit } = assumptions.instanceLimits.value;

/** Lists the instances of the region that all filters let through, the latest first. */
export const describeDBInstances: Action<"DescribeDBInstances"> = (parameters, { cloud, region, now }) => {
  const filters = readFilters(parameters.Filters, requestEnums["DescribeDBInstances.Filters.Name"]);
  const orderBy = checkChoice("OrderBy", parameters.OrderBy, requestEnums["DescribeDBInstances.OrderBy"], "CreateTime");
  const direction = checkChoice(
    "OrderByType",
    parameters.OrderByType,
    requestEnums["DescribeDBInstances.OrderByType"],
    "desc",
  );
  const limit = parameters.Limit ?? defaultLimit;
  if (limit < 1 || limit > largestLimit) {
    throw new ApiError("InvalidParameterValue.InvalidParameterValueError", {
      reason: `Limit must be between 1 and ${largestLimit}.`,
    });
  }
  const found = [...cloud.instances.values()].filter(
    (instance) =>
      instance.region === region &&
      filters.every(({ name, values }) => values.some((value) => matches[name](instance, value))),
  );
  const inOrder = sorted(found, sortKeys[orderBy], direction);
  return {
    TotalCount: found.length,
    DBInstanceSet: page(inOrder, parameters.Offset ?? 0, limit).map((instance) => toDBInstance(instance, cloud, now)),
  };
};

const matches: Record<FilterName, (instance: Instance, value: string) => boolean> = {
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

const sortKeys: Record<
  (typeof requestEnums)["DescribeDBInstances.OrderBy"][number],
  (instance: Instance) => string | number
> = {
  DBInstanceId: ({ id }) => id,
  CreateTime: ({ createdAt }) => createdAt.getTime(),
  Name: ({ name }) => name,
  // No instance of the emulator ever expires, so all are alike.
  EndTime: () => "",
};
