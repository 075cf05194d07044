/** The values that a field of a reply may have, by shape and field. A field that stands under no entry is free. */
export const replyEnums = {
  "TaskSet.Status": ["Running", "Success", "WaitSwitch", "Fail", "Pause"],
  "TaskDetail.SwitchTag": [0, 1, 2, 3],
  "DBInstance.DBInstanceStatus": [
    "applying",
    "init",
    "initing",
    "running",
    "limited run",
    "isolating",
    "isolated",
    "disisolating",
    "recycling",
    "recycled",
    "job running",
    "offline",
    "migrating",
    "expanding",
    "waitSwitch",
    "switching",
    "readonly",
    "restarting",
    "network changing",
    "upgrading",
    "audit-switching",
    "primary-switching",
    "offlining",
    "deployment changing",
    "cloning",
    "parameter modifying",
    "log-switching",
    "restoring",
  ],
  "DBInstance.DBInstanceType": ["primary", "readonly", "guard", "temp"],
  "DBInstance.DBInstanceVersion": ["standard"],
  "DBInstance.DBEngine": ["postgresql", "mssql_compatible"],
  "DBInstance.DBInstanceStorageType": ["PHYSICAL_LOCAL_SSD", "CLOUD_PREMIUM", "CLOUD_SSD", "CLOUD_HSSD"],
  "DBInstance.PayType": ["prepaid", "postpaid"],
  "DBInstanceNetInfo.NetType": ["inner", "private", "public"],
  "DBInstanceNetInfo.Status": ["initing", "opened", "closed", "opening", "closing"],
  "DBInstanceNetInfo.ProtocolType": ["postgresql", "mssql", ""],
  "DBNode.Role": ["Primary", "Standby"],
  "RegionInfo.RegionState": ["AVAILABLE", "UNAVAILABLE"],
  "RegionInfo.SupportInternational": [0, 1],
  "ZoneInfo.ZoneState": ["UNAVAILABLE", "AVAILABLE", "SELLOUT", "SUPPORTMODIFYONLY"],
  "ReadOnlyGroup.Status": ["creating", "ok", "modifying", "deleting", "deleted"],
} as const;

/** The values that a parameter of a request may have, by action and parameter. */
export const requestEnums = {
  "DescribeTasks.OrderBy": ["StartTime", "EndTime"],
  "DescribeTasks.OrderByType": ["asc", "desc"],
  "DescribeDBInstances.OrderBy": ["DBInstanceId", "CreateTime", "Name", "EndTime"],
  "DescribeDBInstances.OrderByType": ["asc", "desc"],
  "DescribeDBInstances.Filters.Name": [
    "db-instance-id",
    "db-instance-name",
    "db-project-id",
    "db-pay-mode",
    "db-tag-key",
    "db-private-ip",
    "db-public-address",
    "db-dedicated-cluster-id",
  ],
  "DescribeReadOnlyGroups.OrderBy": ["ROGroupId", "CreateTime", "Name"],
  "DescribeReadOnlyGroups.OrderByType": ["asc", "desc"],
  "DescribeZones.StorageType": ["PHYSICAL_LOCAL_SSD", "CLOUD_PREMIUM", "CLOUD_SSD", "CLOUD_HSSD"],
  "DescribeResourceTagsByResourceIds.Category": ["Custom", "System", "All"],
  "DescribeReadOnlyGroups.Filters.Name": ["db-master-instance-id", "read-only-group-id"],
} as const;

/** The codes that any action may answer, because the gateway before it does. Source: the product's common error codes. */
export const commonErrorCodes: readonly string[] = [
  "ActionOffline",
  "AuthFailure.InvalidAuthorization",
  "AuthFailure.InvalidSecretId",
  "AuthFailure.MFAFailure",
  "AuthFailure.SecretIdNotFound",
  "AuthFailure.SignatureExpire",
  "AuthFailure.SignatureFailure",
  "AuthFailure.TokenFailure",
  "AuthFailure.UnauthorizedOperation",
  "DryRunOperation",
  "FailedOperation",
  "InternalError",
  "InvalidAction",
  "InvalidParameter",
  "InvalidParameterValue",
  "InvalidRequest",
  "IpInBlacklist",
  "IpNotInWhitelist",
  "LimitExceeded",
  "MissingParameter",
  "NoSuchProduct",
  "NoSuchVersion",
  "RequestLimitExceeded",
  "RequestLimitExceeded.GlobalRegionUinLimitExceeded",
  "RequestLimitExceeded.IPLimitExceeded",
  "RequestLimitExceeded.UinLimitExceeded",
  "RequestSizeLimitExceeded",
  "ResourceInUse",
  "ResourceInsufficient",
  "ResourceNotFound",
  "ResourceUnavailable",
  "ResponseSizeLimitExceeded",
  "ServiceUnavailable",
  "UnauthorizedOperation",
  "UnknownParameter",
  "UnsupportedOperation",
  "UnsupportedProtocol",
  "UnsupportedRegion",
];

/** How the text of a reply's field is written, where the API keeps something else than plain text in it. */
export const fieldFormats: Readonly<Record<string, { test(text: string): boolean }>> = {
  "TaskSet.StartTime": /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/,
  "TaskSet.EndTime": /^(|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)$/,
  "TaskDetail.AllSteps": { test: isJsonOrEmpty },
  "TaskDetail.Input": { test: isJsonOrEmpty },
  "TaskDetail.Output": { test: isJsonOrEmpty },
};

function isJsonOrEmpty(text: string): boolean {
  if (text === "") return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const eightHoursMs = 8 * 3600 * 1000;

/** Writes a time as the API does: `YYYY-MM-DD HH:MM:SS` in UTC+8, without saying so. */
export function toBeijingTime(time: number | Date): string {
  return new Date(Number(time) + eightHoursMs).toISOString().slice(0, 19).replace("T", " ");
}

/** Reads a time written as the API does; undefined when it is none. Answer in milliseconds since 1970. */
export function fromBeijingTime(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text)) return undefined;
  const time = Date.parse(`${text.replace(" ", "T")}+08:00`);
  // Date.parse turns 30 February into 1 March.
  return Number.isNaN(time) || toBeijingTime(time) !== text ? undefined : time;
}

/** `ap-guangzhou`, `ap-shanghai-fsi`; not the name of a zone, such as `ap-guangzhou-1`. */
const regionName = /^[a-z]{2}(-[a-z][a-z0-9]*){1,3}$/;

/** Whether a region could have this name; the cloud opens new ones more often than any list of them is renewed. */
export function isRegion(name: string): boolean {
  return name.length <= 40 && regionName.test(name);
}
