import { assumptions } from "../assumptions";
import { type Cloud, statusOf } from "../cloud/cloud";
import { type Instance, majorVersion, type ReadOnlyGroup } from "../cloud/instance";
import { toBeijingTime } from "../contract";

/** What the API shows for a time that does not apply. */
const never = "0000-00-00 00:00:00";
const { appId, uid } = assumptions.account.value;

/** An instance as DescribeDBInstances and DescribeDBInstanceAttribute show it. */
export function toDBInstance(instance: Instance, cloud: Cloud, now: number): object {
  const isReadOnly = instance.kind === "readonly";
  return {
    Region: instance.region,
    Zone: instance.zone,
    VpcId: assumptions.network.value.vpcId,
    SubnetId: assumptions.network.value.subnetId,
    DBInstanceId: instance.id,
    DBInstanceName: instance.name,
    DBInstanceStatus: statusOf(instance, cloud, now),
    DBInstanceMemory: 4,
    DBInstanceStorage: 50,
    DBInstanceCpu: 2,
    DBInstanceClass: "pg.it.medium4",
    DBMajorVersion: String(majorVersion(instance)),
    DBVersion: instance.version,
    DBKernelVersion: `v${instance.version}_r1.0`,
    DBInstanceType: instance.kind,
    DBInstanceVersion: "standard",
    DBCharset: "UTF8",
    CreateTime: toBeijingTime(instance.createdAt),
    UpdateTime: toBeijingTime(instance.updatedAt),
    ExpireTime: never,
    IsolatedTime: instance.isolatedAt ? toBeijingTime(instance.isolatedAt) : never,
    PayType: instance.payType,
    AutoRenew: 0,
    DBInstanceNetInfo: [privateNet(instance.privateIp, instance.port), publicNet(instance)],
    Type: "",
    AppId: appId,
    Uid: uid,
    ProjectId: instance.projectId,
    TagList: Object.entries(instance.tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue })),
    MasterDBInstanceId: instance.masterId ?? "",
    ReadOnlyInstanceNum: isReadOnly ? 0 : cloud.readOnlyOf(instance.id).length,
    StatusInReadonlyGroup: isReadOnly ? "running" : "",
    OfflineTime: never,
    DBNodeSet: isReadOnly ? null : nodes(instance),
    IsSupportTDE: 0,
    DBEngine: "postgresql",
    DBEngineConfig: "",
    NetworkAccessList: [],
    SupportIpv6: 0,
    ExpandedCpu: 0,
    DeletionProtection: false,
    DBInstanceStorageType: instance.storageType,
    ...instance.fields,
  };
}

/** A group as DescribeReadOnlyGroups shows it. */
export function toReadOnlyGroup(group: ReadOnlyGroup, cloud: Cloud, now: number): object {
  const members = cloud.readOnlyOf(group.masterId).filter(({ groupId }) => groupId === group.id);
  return {
    ReadOnlyGroupId: group.id,
    ReadOnlyGroupName: group.name,
    ProjectId: 0,
    MasterDBInstanceId: group.masterId,
    MinDelayEliminateReserve: 1,
    MaxReplayLatency: 10240,
    ReplayLatencyEliminate: 0,
    MaxReplayLag: 3600,
    ReplayLagEliminate: 0,
    VpcId: assumptions.network.value.vpcId,
    SubnetId: assumptions.network.value.subnetId,
    Region: group.region,
    Zone: group.zone,
    Status: "ok",
    ReadOnlyDBInstanceList: members.map((instance) => toDBInstance(instance, cloud, now)),
    Rebalance: 0,
    DBInstanceNetInfo: [privateNet(group.ip, group.port)],
    NetworkAccessList: [],
  };
}

function privateNet(ip: string, port: number): object {
  return {
    Address: "",
    Ip: ip,
    Port: port,
    NetType: "private",
    Status: "opened",
    VpcId: assumptions.network.value.vpcId,
    SubnetId: assumptions.network.value.subnetId,
    ProtocolType: "postgresql",
  };
}

/** An instance without access from the internet shows only the status, as in the documented example. */
function publicNet({ publicName, publicIp, port, publicNetwork }: Instance): object {
  const isOpened = publicNetwork === "opened";
  return {
    Address: isOpened ? publicName : "",
    Ip: isOpened ? publicIp : "",
    Port: isOpened ? port : 0,
    NetType: "public",
    Status: publicNetwork,
    VpcId: "",
    SubnetId: "",
    ProtocolType: isOpened ? "postgresql" : "",
  };
}

function nodes({ zone, dedicatedClusterId }: Instance): object[] {
  const cluster = dedicatedClusterId === undefined ? {} : { DedicatedClusterId: dedicatedClusterId };
  return [
    { Role: "Primary", Zone: zone, ...cluster },
    { Role: "Standby", Zone: zone, ...cluster },
  ];
}
