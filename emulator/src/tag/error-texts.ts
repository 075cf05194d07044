/** The texts of the codes that only `tag` answers with; the Chinese ones are their meanings in Tencent's Go SDK. */
export const tagErrorTexts = {
  "InvalidParameter.PaginationTokenInvalid": {
    en: "The PaginationToken is not one that an earlier page gave.",
    zh: "PaginationToken参数非法。",
  },
  "InvalidParameter.Tag": { en: "Invalid tag parameter. {reason}", zh: "Tag参数错误。" },
  "InvalidParameterValue.ResourceDescriptionError": {
    en: "The resource description {name} is not in the form qcs::service:region:uin/account:prefix/id.",
    zh: "资源描述错误。",
  },
  "InvalidParameterValue.ResourceIdInvalid": { en: "Invalid resource ID. {reason}" },
  "LimitExceeded.ResourceNumPerRequest": {
    en: "A request may name {limit} resources.",
    zh: "单次请求的资源数达到上限。",
  },
  "LimitExceeded.TagNumPerRequest": { en: "A request may have {limit} tag filters.", zh: "单次请求的标签数超过上限。" },
} as const;
