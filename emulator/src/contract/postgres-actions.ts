/** The codes that most of these actions have, because what is behind them is the same. */
const usualErrorCodes = [
  "AuthFailure.UnauthorizedOperation",
  "FailedOperation.CamSigAndAuthError",
  "FailedOperation.DatabaseAccessError",
  "FailedOperation.FailedOperationError",
  "InternalError.DBError",
  "InternalError.InternalHttpServerError",
  "InvalidParameter",
  "InvalidParameterValue.InvalidParameterValueError",
  "InvalidParameterValue.ParameterHandleError",
  "OperationDenied.CamDeniedError",
  "ResourceNotFound.InstanceNotFoundError",
] as const;

/** Besides those, where instances can be. */
const placeErrorCodes = [
  "FailedOperation.DatabaseAffectedError",
  "FailedOperation.WhitelistConnectError",
  "InvalidParameterValue.RegionNotSupported",
  "InvalidParameterValue.StructParseFailed",
  "UnsupportedOperation",
] as const;

/**
 * The actions of API `postgres` version 2017-03-12 that change and show instances, and tell where they can be: what each takes, what it answers, and
 * the error codes of its own page. `RequestId`, which every reply has, is left out. Notation: see `shapes.ts`.
 *
 * Source: the API metadata of Tencent's command line (tccli 3.1.189.1) and, for the error codes, the comments of
 * Tencent's Go SDK (postgres v1.3.157); calls a second are those of the actions' pages.
 */
export const postgresActions = {
  ModifyDBInstanceSSLConfig: {
    request: { DBInstanceId: "string", SSLEnabled: "boolean", ConnectAddress: "string?" },
    response: { TaskId: "int64?" },
    errorCodes: [
      "FailedOperation.DatabaseAccessError",
      "FailedOperation.FailedOperationError",
      "FailedOperation.FlowCreateError",
      "InvalidParameterValue.InvalidParameterValueError",
      "InvalidParameterValue.ParameterCharacterLimitError",
      "OperationDenied.InstanceAccessDeniedError",
      "OperationDenied.InstanceStatusLimitError",
      "ResourceNotFound.InstanceNotFoundError",
    ],
  },
  DescribeDBInstanceSSLConfig: {
    request: { DBInstanceId: "string" },
    response: {
      SSLEnabled: "boolean?",
      CAUrl: "string?",
      ConnectAddress: "string?",
      CACert: "string?",
      CAJKS: "string?",
      CAP7B: "string?",
    },
    errorCodes: [
      "FailedOperation.FailedOperationError",
      "OperationDenied.InstanceStatusLimitError",
      "ResourceNotFound.InstanceNotFoundError",
    ],
  },
  DescribeTasks: {
    request: {
      TaskId: "uint64?",
      DBInstanceId: "string?",
      MinStartTime: "string?",
      MaxStartTime: "string?",
      Limit: "uint64?",
      Offset: "uint64?",
      OrderBy: "string?",
      OrderByType: "string?",
    },
    response: { TotalCount: "uint64", TaskSet: "TaskSet[]" },
    errorCodes: [
      "FailedOperation.DatabaseAccessError",
      "FailedOperation.DatabaseAffectedError",
      "FailedOperation.FailedOperationError",
      "InvalidParameterValue.InvalidParameterValueError",
      "InvalidParameterValue.ParameterValueExceedError",
    ],
  },
  DescribeDBInstances: {
    request: {
      Filters: "Filter[]?",
      Limit: "uint64?",
      Offset: "uint64?",
      OrderBy: "string?",
      OrderByType: "string?",
    },
    response: { TotalCount: "uint64", DBInstanceSet: "DBInstance[]" },
    errorCodes: [
      ...usualErrorCodes,
      "FailedOperation.CamCheckResourceError",
      "FailedOperation.CamCheckResourceFailed",
      "FailedOperation.DatabaseAffectedError",
      "FailedOperation.LimitOperation",
      "FailedOperation.OssAccessError",
      "InternalError.SystemError",
      "InternalError.TransactioBeginError",
      "InternalError.UnknownError",
      "InvalidParameterValue.DataConvertError",
      "InvalidParameterValue.IllegalRegion",
      "InvalidParameterValue.InstanceNotExist",
      "InvalidParameterValue.InvalidRegionIdError",
      "InvalidParameterValue.RegionNotSupported",
      "InvalidParameterValue.StructParseFailed",
      "ResourceUnavailable.InvalidInstanceStatus",
      "UnsupportedOperation",
    ],
  },
  DescribeDBInstanceAttribute: {
    request: { DBInstanceId: "string" },
    response: { DBInstance: "DBInstance" },
    errorCodes: [
      ...usualErrorCodes,
      "FailedOperation.CamCheckResourceError",
      "FailedOperation.DatabaseAffectedError",
      "FailedOperation.QueryInstanceBatchError",
      "FailedOperation.QuerySpecBySpecCodeError",
      "InternalError.SystemError",
      "InternalError.TransactioBeginError",
      "InternalError.UnknownError",
      "InvalidParameterValue.IllegalRegion",
      "InvalidParameterValue.IllegalZone",
      "InvalidParameterValue.InstanceNotExist",
    ],
  },
  DescribeReadOnlyGroups: {
    request: {
      Filters: "Filter[]?",
      PageSize: "int64?",
      PageNumber: "int64?",
      OrderBy: "string?",
      OrderByType: "string?",
    },
    response: { ReadOnlyGroupList: "ReadOnlyGroup[]" },
    errorCodes: [
      "FailedOperation.CamAuthFailed",
      "FailedOperation.CamCheckResourceError",
      "FailedOperation.CamSigAndAuthError",
      "FailedOperation.DatabaseAccessError",
      "FailedOperation.DatabaseAffectedError",
      "FailedOperation.FailedOperationError",
      "InternalError.DBError",
      "InternalError.InternalHttpServerError",
      "InternalError.SystemError",
      "InvalidParameterValue.DataConvertError",
      "InvalidParameterValue.InterfaceNameNotFound",
      "InvalidParameterValue.InvalidParameterValueError",
      "InvalidParameterValue.ParameterHandleError",
      "OperationDenied.CamDeniedError",
      "ResourceNotFound.InstanceNotFoundError",
    ],
  },
  DescribeMaintainTimeWindow: {
    request: { DBInstanceId: "string" },
    response: {
      DBInstanceId: "string?",
      MaintainStartTime: "string?",
      MaintainDuration: "int64?",
      MaintainWeekDays: "string[]?",
    },
    // Its page was not at hand; these are codes that actions alike it have.
    errorCodes: ["FailedOperation.FailedOperationError", "ResourceNotFound.InstanceNotFoundError"],
  },
  RestartDBInstance: {
    request: { DBInstanceId: "string" },
    response: { FlowId: "int64", TaskId: "int64?" },
    errorCodes: [
      ...usualErrorCodes,
      "FailedOperation.FlowCreateError",
      "InternalError.FlowError",
      "InternalError.SystemError",
      "InvalidParameterValue.InstanceNotExist",
      "OperationDenied.InstanceAccessDeniedError",
      "OperationDenied.InstanceStatusLimitOpError",
      "ResourceUnavailable.InvalidInstanceStatus",
    ],
  },
  DescribeRegions: {
    request: {},
    response: { TotalCount: "int64", RegionSet: "RegionInfo[]" },
    callsPerSecond: 1000,
    errorCodes: [
      ...usualErrorCodes,
      ...placeErrorCodes,
      "InternalError",
      "InvalidParameterValue.InterfaceNameNotFound",
    ],
  },
  DescribeZones: {
    request: { StorageType: "string?" },
    response: { TotalCount: "int64", ZoneSet: "ZoneInfo[]" },
    callsPerSecond: 1000,
    errorCodes: [...usualErrorCodes, ...placeErrorCodes, "InternalError.SystemError", "InternalError.UnknownError"],
  },
} as const;
