import { stsShapes, tagShapes } from "./sts-and-tag-actions";

/** What the contract says of one field, read out of a notation such as `"DBNode[]|null"` or `"uint64?"`. */
export interface FieldType {
  /** `string`, `boolean`, `int64`, `uint64`, `float`, or the name of a shape. */
  readonly base: string;
  readonly isArray: boolean;
  /** In a reply: may be left out. In a request: need not be sent. */
  readonly optional: boolean;
  readonly nullable: boolean;
}

export type Shape = Readonly<Record<string, string>>;

const parsed = new Map<string, FieldType>();

/**
 * Reads a field's notation: a base type, then `[]` for a list, then `?` when it may be left out, then `|null` when it
 * may be null.
 */
export function fieldType(notation: string): FieldType {
  const known = parsed.get(notation);
  if (known) return known;
  const [, base, list, optional, nullable] = /^(\w+)(\[\])?(\?)?(\|null)?$/.exec(notation) ?? [];
  if (base === undefined) throw new Error(`"${notation}" is no field type of the contract.`);
  const type = {
    base,
    isArray: list !== undefined,
    optional: optional !== undefined,
    nullable: nullable !== undefined,
  };
  parsed.set(notation, type);
  return type;
}

/** Tells whether a value is an object with fields. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Every named object that occurs inside requests and replies. */
export const shapes: Readonly<Record<string, Shape>> = {
  Filter: { Name: "string?", Values: "string[]?" },
  DBInstance: {
    Region: "string",
    Zone: "string",
    VpcId: "string",
    SubnetId: "string",
    DBInstanceId: "string",
    DBInstanceName: "string",
    DBInstanceStatus: "string",
    DBInstanceMemory: "uint64",
    DBInstanceStorage: "uint64",
    DBInstanceCpu: "uint64",
    DBInstanceClass: "string",
    DBMajorVersion: "string",
    DBVersion: "string",
    DBKernelVersion: "string",
    DBInstanceType: "string",
    DBInstanceVersion: "string",
    DBCharset: "string",
    CreateTime: "string",
    UpdateTime: "string",
    ExpireTime: "string",
    IsolatedTime: "string",
    PayType: "string",
    AutoRenew: "uint64",
    DBInstanceNetInfo: "DBInstanceNetInfo[]",
    Type: "string",
    AppId: "uint64",
    Uid: "uint64",
    ProjectId: "uint64",
    TagList: "Tag[]",
    MasterDBInstanceId: "string",
    ReadOnlyInstanceNum: "int64",
    StatusInReadonlyGroup: "string",
    OfflineTime: "string",
    DBNodeSet: "DBNode[]|null",
    IsSupportTDE: "int64",
    DBEngine: "string",
    DBEngineConfig: "string",
    NetworkAccessList: "NetworkAccess[]|null",
    SupportIpv6: "uint64",
    ExpandedCpu: "uint64?",
    DeletionProtection: "boolean?",
    DBInstanceStorageType: "string?",
  },
  DBInstanceNetInfo: {
    Address: "string",
    Ip: "string",
    Port: "uint64",
    NetType: "string",
    Status: "string",
    VpcId: "string",
    SubnetId: "string",
    ProtocolType: "string",
  },
  DBNode: { Role: "string", Zone: "string", DedicatedClusterId: "string?" },
  Tag: { TagKey: "string", TagValue: "string" },
  NetworkAccess: {
    ResourceId: "string",
    ResourceType: "uint64",
    VpcId: "string",
    Vip: "string",
    Vip6: "string",
    Vport: "int64",
    SubnetId: "string",
    VpcStatus: "int64",
  },
  ReadOnlyGroup: {
    ReadOnlyGroupId: "string",
    ReadOnlyGroupName: "string",
    ProjectId: "uint64",
    MasterDBInstanceId: "string",
    MinDelayEliminateReserve: "int64",
    MaxReplayLatency: "int64",
    ReplayLatencyEliminate: "int64",
    MaxReplayLag: "float",
    ReplayLagEliminate: "int64",
    VpcId: "string",
    SubnetId: "string",
    Region: "string",
    Zone: "string",
    Status: "string",
    ReadOnlyDBInstanceList: "DBInstance[]",
    Rebalance: "int64",
    DBInstanceNetInfo: "DBInstanceNetInfo[]",
    NetworkAccessList: "NetworkAccess[]|null",
  },
  TaskSet: {
    TaskId: "uint64",
    TaskType: "string",
    DBInstanceId: "string",
    StartTime: "string",
    EndTime: "string?",
    Status: "string",
    Progress: "uint64",
    TaskDetail: "TaskDetail?",
  },
  TaskDetail: {
    CurrentStep: "string?",
    AllSteps: "string?",
    Input: "string?",
    Output: "string?",
    SwitchTag: "uint64?",
    SwitchTime: "string?",
    Message: "string?",
  },
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
  ...stsShapes,
  ...tagShapes,
};
