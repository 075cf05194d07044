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
  InvalidParameterValue: { en: "Invalid parameter value. {reason}" },
  "InvalidParameterValue.RegionInvalid": { en: "Invalid resource region. {reason}" },
  "InvalidParameterValue.ResourceIdInvalid": { en: "Invalid resource ID. {reason}", zh: "资源Id错误。" },
  "InvalidParameterValue.ResourcePrefixInvalid": { en: "Invalid resource prefix. {reason}", zh: "资源前缀错误。" },
  "InvalidParameterValue.ServiceTypeInvalid": { en: "Invalid service type. {reason}", zh: "业务类型错误。" },
  "InvalidParameterValue.TagKeyDuplicate": {
    en: "Two tag filters have the same key.",
    zh: "TagList中存在重复的TagKey。",
  },
  "InvalidParameterValue.TagKeyEmpty": { en: "A tag key cannot be empty.", zh: "标签键不能为空值。" },
  "InvalidParameterValue.TagKeyLengthExceeded": {
    en: "A tag key may have {limit} characters.",
    zh: "标签键长度超过限制。",
  },
  "InvalidParameterValue.TagValueCharacterIllegal": {
    en: "A tag value has a character that tags cannot have.",
    zh: "标签值包含非法字符。",
  },
  "InvalidParameterValue.TagValueLengthExceeded": {
    en: "A tag value may have {limit} characters.",
    zh: "标签值长度超过限制。",
  },
  "LimitExceeded.ResourceNumPerRequest": {
    en: "A request may name {limit} resources.",
    zh: "单次请求的资源数达到上限。",
  },
  "LimitExceeded.TagNumPerRequest": { en: "A request may have {limit} tag filters.", zh: "单次请求的标签数超过上限。" },
} as const;
