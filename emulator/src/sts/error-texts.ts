/** The texts of the codes that only `sts` answers with; the Chinese ones are their meanings in Tencent's Go SDK. */
export const stsErrorTexts = {
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
} as const;
