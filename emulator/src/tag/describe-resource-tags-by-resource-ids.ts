import { createHash } from "node:crypto";
import type { Action } from "../actions";
import { assumptions } from "../assumptions";
import { type ParametersOf, requestEnums } from "../contract";
import { ApiError } from "../gateway/api-error";
import { isRegion } from "../gateway/regions";
import { isInstancePrefix, serviceType } from "./resource-name";

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
