import type { Action, ActionContext } from "../actions";
import type { Instance } from "../cloud";
import type { ParametersOf, TagFilter } from "../contract";
import { ApiError } from "../gateway/api-error";
import { instanceNamed, resourceName } from "./resource-name";

/** Source: https://www.tencentcloud.com/document/api/651/46539 */
const most = { resources: 10, filters: 6, values: 10, results: 200 };
/** In characters. Source: https://www.tencentcloud.com/document/product/651/13354 */
const longest = { key: 127, value: 255 };
/** Letters, digits and spaces of any language, and these marks. Same source. */
const valueForm = /^[\p{L}\p{M}\p{N} +\-=._:/@()[\],;><【】：（）]*$/u;
const usualResults = 50;

/** Lists tagged resources, which here are instances of PostgreSQL: those named, or all, that have every wanted tag. */
export const getResources: Action<"GetResources"> = (parameters, { cloud }) => {
  const { ResourceList: names = [], TagFilters: filters = [] } = parameters;
  checkFilters(filters);
  const candidates = names.length > 0 ? namedInstances(names, cloud) : [...cloud.instances.values()];
  const found = candidates.filter(
    ({ tags }) => Object.keys(tags).length > 0 && filters.every((filter) => fits(tags, filter)),
  );
  const { page, next } = names.length > 0 ? { page: found, next: "" } : pageOf(found, parameters);
  return {
    PaginationToken: next,
    ResourceTagMappingList: page.map((instance) => ({
      Resource: resourceName(instance),
      Tags: Object.entries(instance.tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue, Category: "Custom" })),
    })),
  };
};

function checkFilters(filters: readonly TagFilter[]): void {
  if (filters.length > most.filters) {
    throw new ApiError("LimitExceeded.TagNumPerRequest", { limit: String(most.filters) });
  }
  if (filters.some(({ TagValue: values = [] }) => values.length > most.values)) {
    throw new ApiError("InvalidParameter.Tag", { reason: `A filter may have ${most.values} values.` });
  }
  const keys = filters.map(({ TagKey: key }) => key);
  if (keys.includes("")) throw new ApiError("InvalidParameterValue.TagKeyEmpty");
  if (new Set(keys).size < keys.length) throw new ApiError("InvalidParameterValue.TagKeyDuplicate");
  if (keys.some((key) => key.length > longest.key)) {
    throw new ApiError("InvalidParameterValue.TagKeyLengthExceeded", { limit: String(longest.key) });
  }
  for (const value of filters.flatMap(({ TagValue: values = [] }) => values)) {
    if (value.length > longest.value) {
      throw new ApiError("InvalidParameterValue.TagValueLengthExceeded", { limit: String(longest.value) });
    }
    if (!valueForm.test(value)) throw new ApiError("InvalidParameterValue.TagValueCharacterIllegal");
  }
}

function namedInstances(names: readonly string[], cloud: ActionContext["cloud"]): Instance[] {
  if (names.length > most.resources) {
    throw new ApiError("LimitExceeded.ResourceNumPerRequest", { limit: String(most.resources) });
  }
  return names.flatMap((name) => {
    const instance = instanceNamed(name, cloud.instances);
    if (instance === "malformed") throw new ApiError("InvalidParameterValue.ResourceDescriptionError", { name });
    return instance ? [instance] : [];
  });
}

function fits(tags: Instance["tags"], { TagKey: key, TagValue: values = [] }: TagFilter): boolean {
  const value = Object.hasOwn(tags, key) ? tags[key] : undefined;
  return value !== undefined && (values.length === 0 || values.includes(value));
}

function pageOf(found: readonly Instance[], { PaginationToken: token, MaxResults }: ParametersOf<"GetResources">) {
  const size = MaxResults ?? usualResults;
  if (size < 1 || size > most.results) {
    throw new ApiError("InvalidParameter", { reason: `MaxResults must be between 1 and ${most.results}.` });
  }
  const offset = token === undefined || token === "" ? 0 : offsetOf(token);
  const end = offset + size;
  return { page: found.slice(offset, end), next: end < found.length ? tokenOf(end) : "" };
}

function tokenOf(offset: number): string {
  return Buffer.from(`page-from:${offset}`).toString("base64url");
}

function offsetOf(token: string): number {
  const [, offset] = /^page-from:(\d{1,9})$/.exec(Buffer.from(token, "base64url").toString("latin1")) ?? [];
  if (offset === undefined) throw new ApiError("InvalidParameter.PaginationTokenInvalid");
  return Number(offset);
}
