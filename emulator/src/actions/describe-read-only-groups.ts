import { assumptions } from "../assumptions";
import type { ReadOnlyGroup } from "../cloud";
import { requestEnums } from "../contract";
import { ApiError } from "../gateway/api-error";
import type { Action } from "./action";
import { checkChoice } from "./check-choice";
import { toReadOnlyGroup } from "./db-instance";
import { readFilters } from "./filters";
import { page, sorted } from "./ordering";

const { usual: defaultPageSize, largest: largestPageSize } = assumptions.instanceLimits.value;

/** Lists the read-only groups of a primary instance; the filter that names it is mandatory. */
export const describeReadOnlyGroups: Action<"DescribeReadOnlyGroups"> = (parameters, { cloud, region, now }) => {
  const filters = readFilters(parameters.Filters, requestEnums["DescribeReadOnlyGroups.Filters.Name"]);
  if (!filters.some(({ name }) => name === "db-master-instance-id")) {
    throw wrongValue("The filter db-master-instance-id is mandatory.");
  }
  const orderBy = checkChoice(
    "OrderBy",
    parameters.OrderBy,
    requestEnums["DescribeReadOnlyGroups.OrderBy"],
    "CreateTime",
  );
  const direction = checkChoice(
    "OrderByType",
    parameters.OrderByType,
    requestEnums["DescribeReadOnlyGroups.OrderByType"],
    "desc",
  );
  const size = parameters.PageSize ?? defaultPageSize;
  const number = parameters.PageNumber ?? 1;
  if (size < 1 || size > largestPageSize) throw wrongValue(`PageSize must be between 1 and ${largestPageSize}.`);
  if (number < 1) throw wrongValue("PageNumber must be 1 or more.");
  const found = [...cloud.groups.values()].filter(
    (group) =>
      group.region === region &&
      filters.every(({ name, values }) => values.some((value) => matches[name](group) === value)),
  );
  const inOrder = sorted(found, sortKeys[orderBy], direction);
  return {
    ReadOnlyGroupList: page(inOrder, (number - 1) * size, size).map((group) => toReadOnlyGroup(group, cloud, now)),
  };
};

const matches = {
  "db-master-instance-id": ({ masterId }: ReadOnlyGroup) => masterId,
  "read-only-group-id": ({ id }: ReadOnlyGroup) => id,
};

const sortKeys = {
  ROGroupId: ({ id }: ReadOnlyGroup) => id,
  CreateTime: ({ createdAt }: ReadOnlyGroup) => createdAt.getTime(),
  Name: ({ name }: ReadOnlyGroup) => name,
};

function wrongValue(reason: string): ApiError {
  return new ApiError("InvalidParameterValue.InvalidParameterValueError", { reason });
}
