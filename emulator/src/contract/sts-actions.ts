/**
 * The actions of API `sts` version 2018-08-13 that the emulator knows. Notation: see `field-type.ts`.
 *
 * Source: the API metadata of Tencent's command line (tccli 3.1.189.1), the comments of Tencent's Go SDK (sts v1.1.11),
 * and for the calls a second https://www.tencentcloud.com/document/api/1150/49456
 */
export const stsActions = {
  AssumeRole: {
    request: {
      RoleArn: "string",
      RoleSessionName: "string",
      DurationSeconds: "uint64?",
      Policy: "string?",
      ExternalId: "string?",
      Tags: "SessionTag[]?",
      SourceIdentity: "string?",
      SerialNumber: "string?",
      TokenCode: "string?",
    },
    response: { Credentials: "TemporaryCredentials", ExpiredTime: "int64", Expiration: "string" },
    callsPerSecond: 600,
    errorCodes: [
      "FailedOperation.CheckMFAError",
      "FailedOperation.MFATypeNotSupported",
      "InternalError.DbError",
      "InternalError.EncryptError",
      "InternalError.GetAppIdError",
      "InternalError.GetRoleError",
      "InternalError.GetSeedTokenError",
      "InternalError.IllegalRole",
      "InternalError.PbSerializeError",
      "InternalError.SystemError",
      "InternalError.UnknownError",
      "InvalidParameter.AccountNotAvaliable",
      "InvalidParameter.ExtendStrategyOverSize",
      "InvalidParameter.GrantOtherResource",
      "InvalidParameter.OverLimit",
      "InvalidParameter.OverTimeError",
      "InvalidParameter.ParamError",
      "InvalidParameter.PolicyTooLong",
      "InvalidParameter.ResouceError",
      "InvalidParameter.StrategyFormatError",
      "InvalidParameter.StrategyInvalid",
      "InvalidParameter.TempCodeNotAvaliable",
      "ResourceNotFound.RoleNotFound",
      "UnauthorizedOperation",
      "UnsupportedOperation",
    ],
  },
  AssumeRoleWithWebIdentity: {
    request: {
      ProviderId: "string",
      WebIdentityToken: "string",
      RoleArn: "string",
      RoleSessionName: "string",
      DurationSeconds: "int64?",
    },
    response: { Credentials: "TemporaryCredentials", ExpiredTime: "uint64", Expiration: "string" },
    callsPerSecond: 600,
    errorCodes: [
      "InternalError.GetRoleError",
      "InternalError.SystemError",
      "InternalError.UnknownError",
      "InvalidParameter.OverLimit",
      "InvalidParameter.ParamError",
      "InvalidParameter.WebIdentityTokenError",
      "RequestLimitExceeded",
      "UnauthorizedOperation",
    ],
  },
  GetCallerIdentity: {
    request: {},
    response: { Arn: "string", AccountId: "string", UserId: "string", PrincipalId: "string", Type: "string" },
    errorCodes: [
      "AuthFailure.AccessKeyIllegal",
      "InternalError.GetSeedTokenError",
      "InvalidParameter.AccessKeyNotSupport",
    ],
  },
} as const;

/** The objects inside requests and replies of `sts`. */
export const stsShapes = {
  TemporaryCredentials: { Token: "string", TmpSecretId: "string", TmpSecretKey: "string" },
  SessionTag: { Key: "string", Value: "string" },
} as const;
