/**
 * The actions of API `postgres` version 2017-03-12 that the emulator knows: what each takes, what it answers, and the
 * error codes of its own page. `RequestId`, which every reply has, is left out. Notation: see `field-type.ts`.
 *
 * Source: the API metadata of Tencent's command line (tccli 3.1.189.1) and, for the error codes, the comments of
 * Tencent's Go SDK (postgres v1.3.157).
 */
export const apiVersion = "2017-03-12";

export const actions = {
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
      "AuthFailure.UnauthorizedOperation",
      "FailedOperation.CamCheckResourceError",
      "FailedOperation.CamCheckResourceFailed",
      "FailedOperation.CamSigAndAuthError",
      "FailedOperation.DatabaseAccessError",
      "FailedOperation.DatabaseAffectedError",
      "FailedOperation.FailedOperationError",
      "FailedOperation.LimitOperation",
      "FailedOperation.OssAccessError",
      "InternalError.DBError",
      "InternalError.InternalHttpServerError",
      "InternalError.SystemError",
      "InternalError.TransactioBeginError",
      "InternalError.UnknownError",
      "InvalidParameter",
      "InvalidParameterValue.DataConvertError",
      "InvalidParameterValue.IllegalRegion",
      "InvalidParameterValue.InstanceNotExist",
      "InvalidParameterValue.InvalidParameterValueError",
      "InvalidParameterValue.InvalidRegionIdError",
      "InvalidParameterValue.ParameterHandleError",
      "InvalidParameterValue.RegionNotSupported",
      "InvalidParameterValue.StructParseFailed",
      "OperationDenied.CamDeniedError",
      "ResourceNotFound.InstanceNotFoundError",
      "ResourceUnavailable.InvalidInstanceStatus",
      "UnsupportedOperation",
    ],
  },
  DescribeDBInstanceAttribute: {
    request: { DBInstanceId: "string" },
    response: { DBInstance: "DBInstance" },
    errorCodes: [
      "AuthFailure.UnauthorizedOperation",
      "FailedOperation.CamCheckResourceError",
      "FailedOperation.CamSigAndAuthError",
      "FailedOperation.DatabaseAccessError",
      "FailedOperation.DatabaseAffectedError",
      "FailedOperation.FailedOperationError",
      "FailedOperation.QueryInstanceBatchError",
      "FailedOperation.QuerySpecBySpecCodeError",
      "InternalError.DBError",
      "InternalError.InternalHttpServerError",
      "InternalError.SystemError",
      "InternalError.TransactioBeginError",
      "InternalError.UnknownError",
      "InvalidParameter",
      "InvalidParameterValue.IllegalRegion",
      "InvalidParameterValue.IllegalZone",
      "InvalidParameterValue.InstanceNotExist",
      "InvalidParameterValue.InvalidParameterValueError",
      "InvalidParameterValue.ParameterHandleError",
      "OperationDenied.CamDeniedError",
      "ResourceNotFound.InstanceNotFoundError",
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
} as const;

export type ActionName = keyof typeof actions;

/** The names of all actions, in the order of the table. */
export const actionNames = Object.keys(actions) as ActionName[];

export function isActionName(name: string): name is ActionName {
  return Object.hasOwn(actions, name);
}
