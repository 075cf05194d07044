import type { Filter } from "../contract";
import { ApiError } from "../gateway/api-error";

/** A filter lets through what matches any of its values. */
export interface ReadFilter<Name extends string> {
  readonly name: Name;
  readonly values: readonly string[];
}

/** @throws ApiError InvalidParameterValue.InvalidParameterValueError for a name that the action does not know */
export function readFilters<Name extends string>(
  filters: readonly Filter[] | undefined,
  names: readonly Name[],
): ReadFilter<Name>[] {
  return (filters ?? []).map((filter) => {
    const name = names.find((known) => known === filter.Name);
    if (name === undefined) {
      throw new ApiError("InvalidParameterValue.InvalidParameterValueError", {
        reason: `The filter ${filter.Name ?? "without a name"} is not one of ${names.join(", ")}.`,
      });
    }
    return { name, values: filter.Values ?? [] };
  });
}
