/**
 * The actions of API `sts` version 2018-08-13 that the emulator knows. Notation: see `shapes.ts`.
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

/**
 * The actions of API `tag` version 2018-08-13 that the emulator knows. Notation: see `shapes.ts`.
 *
 * Source: the API metadata of Tencent's command line (tccli 3.1.189.1), the comments of Tencent's Go SDK (tag v1.0.860),
 * and for the calls a second https://www.tencentcloud.com/document/api/651/33003
 */
export const tagActions = {
  GetResources: {
    request: {
      ResourceList: "string[]?",
      TagFilters: "TagFilter[]?",
      PaginationToken: "string?",
      MaxResults: "uint64?",
    },
    response: { PaginationToken: "string", ResourceTagMappingList: "ResourceTagMapping[]" },
    callsPerSecond: 20,
    errorCodes: [
      "AuthFailure.UnauthorizedOperation",
      "FailedOperation",
      "FailedOperation.ResourceTagProcessing",
      "InvalidParameter",
      "InvalidParameter.PaginationTokenInvalid",
      "InvalidParameter.ReservedTagKey",
      "InvalidParameter.Tag",
      "InvalidParameterValue.ResourceDescriptionError",
      "InvalidParameterValue.TagKeyDuplicate",
      "InvalidParameterValue.TagKeyEmpty",
      "InvalidParameterValue.TagKeyLengthExceeded",
      "InvalidParameterValue.TagValueCharacterIllegal",
      "InvalidParameterValue.TagValueLengthExceeded",
      "LimitExceeded.ResourceNumPerRequest",
      "LimitExceeded.TagNumPerRequest",
      "LimitExceeded.TagValue",
    ],
  },
  DescribeResourceTagsByResourceIds: {
    request: {
      ServiceType: "string",
      ResourcePrefix: "string",
      ResourceIds: "string[]",
      ResourceRegion: "string",
      Offset: "uint64?",
      Limit: "uint64?",
      Category: "string?",
    },
    response: { TotalCount: "uint64", Offset: "uint64", Limit: "uint64", Tags: "TagResource[]" },
    callsPerSecond: 100,
    errorCodes: [
      "FailedOperation",
      "InvalidParameterValue.RegionInvalid",
      "InvalidParameterValue.ResourceIdInvalid",
      "InvalidParameterValue.ResourcePrefixInvalid",
      "InvalidParameterValue.ServiceTypeInvalid",
      "InvalidParameterValue.UinInvalid",
      "UnsupportedOperation",
    ],
  },
} as const;

/** The objects inside requests and replies of `tag`. */
export const tagShapes = {
  TagFilter: { TagKey: "string", TagValue: "string[]?" },
  ResourceTagMapping: { Resource: "string", Tags: "ResourceTag[]" },
  ResourceTag: { TagKey: "string", TagValue: "string", Category: "string?" },
  TagResource: {
    TagKey: "string",
    TagValue: "string",
    ResourceId: "string",
    TagKeyMd5: "string",
    TagValueMd5: "string",
    ServiceType: "string",
    Category: "string?",
  },
} as const;
