const errorCodes = [
  "AuthFailure.UnauthorizedOperation",
  "FailedOperation.CamSigAndAuthError",
  "FailedOperation.DatabaseAccessError",
  "FailedOperation.DatabaseAffectedError",
  "FailedOperation.FailedOperationError",
  "FailedOperation.WhitelistConnectError",
  "InternalError.DBError",
  "InternalError.InternalHttpServerError",
  "InvalidParameter",
  "InvalidParameterValue.InvalidParameterValueError",
  "InvalidParameterValue.ParameterHandleError",
  "InvalidParameterValue.RegionNotSupported",
  "InvalidParameterValue.StructParseFailed",
  "OperationDenied.CamDeniedError",
  "ResourceNotFound.InstanceNotFoundError",
  "UnsupportedOperation",
] as const;

/**
 * The actions of API `postgres` version 2017-03-12 that tell where instances can be. Notation and sources: see
 * `postgres-actions.ts`; the calls a second are those of the actions' pages.
 */
export const placeActions = {
  DescribeRegions: {
    request: {},
    response: { TotalCount: "int64", RegionSet: "RegionInfo[]" },
    callsPerSecond: 1000,
    errorCodes: [...errorCodes, "InternalError", "InvalidParameterValue.InterfaceNameNotFound"],
  },
  DescribeZones: {
    request: { StorageType: "string?" },
    response: { TotalCount: "int64", ZoneSet: "ZoneInfo[]" },
    callsPerSecond: 1000,
    errorCodes: [...errorCodes, "InternalError.SystemError", "InternalError.UnknownError"],
  },
} as const;

/** What regions and zones look like on the wire. */
export const placeShapes = {
  RegionInfo: {
    Region: "string",
    RegionName: "string",
    RegionId: "uint64",
    RegionState: "string",
    SupportInternational: "uint64",
  },
  ZoneInfo: {
    Zone: "string",
    ZoneName: "string",
    ZoneId: "uint64",
    ZoneState: "string",
    ZoneSupportIpv6: "uint64",
    StandbyZoneSet: "string[]|null",
  },
} as const;
