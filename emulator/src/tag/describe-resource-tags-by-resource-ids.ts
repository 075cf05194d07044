import { createHash } from "node:crypto";
import type { Action } from "../actions";
import { ApiError } from "../gateway/api-error";
import { isInstancePrefix, serviceType } from "./resource-name";

/** Source: https://www.tencentcloud.com/document/product/651/33022 */
const mostIds = 50;
const usualLimit = 15;

/** Lists the tags of instances, one entry a tag. Resources of other products have none here. */
export const describeResourceTagsByResourceIds: Action<"DescribeResourceTagsByResourceIds"> = (
  parameters,
  { cloud },
) => {
  const { ServiceType, ResourcePrefix, ResourceRegion, ResourceIds: ids, Category = "All" } = parameters;
  if (ids.length > mostIds) {
    throw new ApiError("InvalidParameterValue.ResourceIdInvalid", { reason: `There may be ${mostIds} of them.` });
  }
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

function md5(text: string): string {
  return createHash("md5").update(text).digest("hex");
}
