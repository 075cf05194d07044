import { createHash } from "node:crypto";
import { assumptions } from "../assumptions";
import type { Instance } from "../cloud/instance";
import { ApiError, isRegion, type ParametersOf, requestEnums, type TagFilter } from "../contract";
import type { Action, ActionContext } from "./action";

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

const serviceType = "postgres";
const resourcePrefix = "DBInstanceId";

const form = /^qcs:\d*:([\w-]*):([\w-]*):uin\/\d*:([\w-]+)\/([\w-]+)$/;

/** An instance's resource description, such as `qcs::postgres:ap-tokyo:uin/1:DBInstanceId/postgres-emu00001`. */
function resourceName({ region, id }: Instance): string {
  return `qcs::${serviceType}:${region}:uin/${assumptions.account.value.uid}:${resourcePrefix}/${id}`;
}

/** The instance that a resource description names; undefined for one of something else, "malformed" for none. */
function instanceNamed(name: string, instances: ReadonlyMap<string, Instance>): Instance | undefined | "malformed" {
  const [, service, region, prefix, id] = form.exec(name) ?? [];
  if (id === undefined || prefix === undefined) return "malformed";
  const instance = instances.get(id);
  const isIt = service === serviceType && isInstancePrefix(prefix) && instance?.region === region;
  return isIt ? instance : undefined;
}

/** Clients write the prefix in more than one letter case. */
function isInstancePrefix(prefix: string): boolean {
  return prefix.toLowerCase() === resourcePrefix.toLowerCase();
}

/** Source: https://www.tencentcloud.com/document/product/651/33022 */
const mostIds = 50;
const usualLimit = 15;
const nameForm = /^[\w-]+$/;

/** Lists the tags of instances, one entry a tag. Resources of other products have none here. */
export const describeResourceTagsByResourceIds: Action<"DescribeResourceTagsByResourceIds"> = (
  parameters,
  { cloud },
) => {
  checkParameters(parameters);
  const { ServiceType, ResourcePrefix, ResourceRegion, ResourceIds: ids, Category = "All" } = parameters;
  const isOfInstances = ServiceType === serviceType && isInstancePrefix(ResourcePrefix) && Category !== "System";
  const tags = (isOfInstances ? ids : []).flatMap((id) => {
    const instance = cloud.instances.get(id);
    return instance?.region === ResourceRegion ? Object.entries(instance.tags).map((tag) => ({ id, tag })) : [];
  });
  const { Offset = 0, Limit = usualLimit } = parameters;
  return {
    TotalCount: tags.length,
    Offset,
    Limit,
    Tags: tags.slice(Offset, Offset + Limit).map(({ id, tag: [TagKey, TagValue] }) => ({
      TagKey,
      TagValue,
      ResourceId: id,
      TagKeyMd5: md5(TagKey),
      TagValueMd5: md5(TagValue),
      ServiceType: serviceType,
      Category: "Custom",
    })),
  };
};

/** @throws ApiError for a value that no resource, no page and no category has */
function checkParameters(parameters: ParametersOf<"DescribeResourceTagsByResourceIds">): void {
  const { ServiceType, ResourcePrefix, ResourceRegion: region, ResourceIds: ids, Category = "All" } = parameters;
  const { Offset = 0, Limit = usualLimit } = parameters;
  const refuse = (code: ConstructorParameters<typeof ApiError>[0], reason: string): never => {
    throw new ApiError(code, { reason });
  };
  if (!nameForm.test(ServiceType)) refuse("InvalidParameterValue.ServiceTypeInvalid", "It is not the name of one.");
  if (!nameForm.test(ResourcePrefix)) refuse("InvalidParameterValue.ResourcePrefixInvalid", "It is not one.");
  // Only what is the same in all regions has an empty one, and instances are not.
  if (!isRegion(region) && (region !== "" || ServiceType === serviceType)) {
    refuse("InvalidParameterValue.RegionInvalid", "It must be written like ap-guangzhou.");
  }
  if (ids.length === 0 || ids.length > mostIds || ids.includes("")) {
    refuse("InvalidParameterValue.ResourceIdInvalid", `There may be 1 to ${mostIds} of them, and none may be empty.`);
  }
  const categories: readonly string[] = requestEnums["DescribeResourceTagsByResourceIds.Category"];
  if (!categories.includes(Category)) refuse(wrongValueCode, `Category must be one of ${categories.join(", ")}.`);
  if (Limit === 0 || Offset % Limit !== 0) refuse(wrongValueCode, "Offset must be a multiple of Limit.");
}

const wrongValueCode = assumptions.tagListingCode.value;

function md5(text: string): string {
  return createHash("md5").update(text).digest("hex");
}
