/** An error that the API answers with. */
export class ApiError extends Error {
  override readonly name = "ApiError";

  /** @param values what is filled into the code's text */
  constructor(
    readonly code: ErrorCode,
    private readonly values: Readonly<Record<string, string>> = {},
  ) {
    super(`${code}: ${errorText(code, values, "en-US")}`);
  }

  /** The text for the reply. */
  text(language: Language): string {
    return errorText(this.code, this.values, language);
  }
}

/** The text of an error; `{name}` is filled in. Chinese only where the real text is known. */
interface ErrorText {
  readonly en: string;
  readonly zh?: string;
}

/**
 * The texts that come with the codes. Where a real reply was published, the text is the real one (marked); the others are
 * the emulator's own, since nobody has published them.
 */
export const errorTexts = {
  // Real texts.
  "AuthFailure.SecretIdNotFound": {
    en: "The SecretId is not found, please ensure that your SecretId is correct.",
  },
  "AuthFailure.SignatureFailure": {
    en: "The provided credentials could not be validated. Please check your signature is correct.",
    zh: "请求签名验证失败，请检查您的签名计算是否正确。",
  },
  RequestLimitExceeded: {
    en: "Your current request times equals to `{times}` in a second, which exceeds the frequency limit `{limit}` for a second. Please reduce the frequency of calls.",
    zh: "您当前每秒请求 `{times}` 次，超过了每秒频率上限 `{limit}`，请稍后重试。",
  },
  MissingParameter: { en: "The request is missing a required parameter `{name}`." },
  UnknownParameter: { en: "The parameter `{name}` is not recognized." },
  UnauthorizedOperation: {
    en: "[request id:{requestId}]you are not authorized to perform operation ({service}:{action})\nresource ({resource}) has no permission\n",
  },
  // Documented meanings of the product's own codes.
  "FailedOperation.DatabaseAccessError": {
    en: "Failed to access the management database. Please try again later.",
    zh: "管控元数据库访问失败，请稍后重试",
  },
  "FailedOperation.FailedOperationError": { en: "Operation failed. {reason}", zh: "操作失败，请稍后重试" },
  "FailedOperation.FlowCreateError": {
    en: "Failed to create the task. Please try again later.",
    zh: "创建流程失败，请稍后重试",
  },
  "InvalidParameterValue.InvalidParameterValueError": { en: "Incorrect parameter value. {reason}", zh: "参数值有误" },
  "InvalidParameterValue.ParameterCharacterLimitError": {
    en: "The parameter is invalid. {reason}",
    zh: "参数不满足规则，请修改后重试",
  },
  "InvalidParameterValue.ParameterValueExceedError": { en: "The parameter value is out of range. {reason}" },
  "OperationDenied.InstanceAccessDeniedError": {
    en: "You do not have the permission to operate this resource.",
    zh: "您没有权限操作当前资源",
  },
  "OperationDenied.InstanceStatusLimitError": {
    en: "This operation cannot be performed on an instance in this status: {status}.",
    zh: "实例当前状态限制本次操作",
  },
  "OperationDenied.InstanceStatusLimitOpError": {
    en: "This operation cannot be performed on an instance in this status: {status}.",
    zh: "实例状态限制当前操作。",
  },
  "ResourceNotFound.InstanceNotFoundError": { en: "The instance {id} does not exist.", zh: "实例不存在" },
  // The gateway's codes, with texts of the emulator.
  "AuthFailure.InvalidAuthorization": { en: "The Authorization header is not in the form of TC3-HMAC-SHA256." },
  "AuthFailure.SignatureExpire": {
    en: "The signature has expired: its timestamp {timestamp} differs from the server's time {now} by more than 300 seconds.",
  },
  "AuthFailure.TokenFailure": { en: "The token is missing, wrong or expired." },
  InternalError: { en: "An internal error has occurred." },
  InvalidAction: {
    en: "tencentdb-postgres-emulator does not emulate the action `{action}` of version `{version}`; the cloud may have it. It emulates {known}.",
  },
  InvalidParameter: { en: "{reason}" },
  NoSuchProduct: {
    en: "tencentdb-postgres-emulator does not emulate the service `{service}`; the cloud may have it. It emulates {known}.",
  },
  NoSuchVersion: { en: "The version `{version}` of the API does not exist; there is {known}." },
  RequestSizeLimitExceeded: { en: "The request is larger than the limit of {limit} bytes." },
  UnsupportedProtocol: { en: "The method `{method}` is not supported; use GET or POST." },
  UnsupportedRegion: { en: "The region `{region}` is not supported." },
  // The codes of `sts`; the Chinese texts are their meanings in Tencent's Go SDK.
  "InvalidParameter.OverTimeError": {
    en: "The expiration time exceeds the threshold. {reason}",
    zh: "过期时间超过阈值。",
  },
  "InvalidParameter.ParamError": { en: "Parameter error. {reason}", zh: "参数错误。" },
  "InvalidParameter.StrategyFormatError": { en: "Policy syntax error. {reason}", zh: "策略语法错误。" },
  "InvalidParameter.StrategyInvalid": { en: "Invalid policy. {reason}", zh: "非法策略。" },
  "InvalidParameter.WebIdentityTokenError": {
    en: "WebIdentityToken parameter error. {reason}",
    zh: "WebIdentityToken参数错误。",
  },
  "ResourceNotFound.RoleNotFound": { en: "The role {arn} does not exist.", zh: "账号对应的角色不存在。" },
  // The codes of `tag`; the Chinese texts likewise.
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
} as const satisfies Record<string, ErrorText>;

export type ErrorCode = keyof typeof errorTexts;

/** The languages that `X-TC-Language` may ask for. */
export type Language = "en-US" | "zh-CN";

/** Writes the text of a code in the wanted language, in English where no Chinese text is known. */
function errorText(code: ErrorCode, values: Readonly<Record<string, string>>, language: Language): string {
  const texts: ErrorText = errorTexts[code];
  const template = language === "zh-CN" ? (texts.zh ?? texts.en) : texts.en;
  return template.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "").trim();
}
