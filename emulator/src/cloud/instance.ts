import { assumptions } from "../assumptions";
import type { PostgresServer } from "../postgres/postgres-server";

/** The SSL setting of an instance: off, or on for the one address that its certificate names. */
export type SslSetting = { readonly enabled: false } | { readonly enabled: true; readonly connectAddress: string };

export const sslOff: SslSetting = { enabled: false };

/** What is known of an instance when it is made, and never changes. */
export interface InstanceDescription {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly zone: string;
  readonly kind: "primary" | "readonly";
  /** Full version of PostgreSQL, such as `18.4`. */
  readonly version: string;
  readonly storageType: "CLOUD_SSD" | "CLOUD_HSSD" | "CLOUD_PREMIUM" | "PHYSICAL_LOCAL_SSD";
  readonly payType: "prepaid" | "postpaid";
  readonly projectId: number;
  readonly tags: Readonly<Record<string, string>>;
  readonly dedicatedClusterId?: string;
  readonly createdAt: Date;
  readonly privateIp: string;
  readonly publicIp: string;
  /** Public DNS name. */
  readonly publicName: string;
  readonly port: number;
  /** Only for a read-only instance: the instance that it copies, and its group. */
  readonly masterId?: string;
  readonly groupId?: string;
}

/** An instance of the cloud, with all that changes during its life. */
export interface Instance extends Omit<InstanceDescription, "tags"> {
  /** Where the database really runs; undefined for an instance without one. */
  readonly server: PostgresServer | undefined;
  ssl: SslSetting;
  /** The status while no task is running. */
  restingStatus: string;
  /** Whether it can be reached from the internet; `initing` when that was never asked for. */
  publicNetwork: "opened" | "closed" | "initing";
  tags: Readonly<Record<string, string>>;
  maintenance: MaintenanceWindow;
  /** What the API shows of it instead of the usual fields. */
  fields: object;
  updatedAt: Date;
  /** Since when it is isolated; undefined while it is not. */
  isolatedAt: Date | undefined;
  /** Accepted Modify calls. */
  modifies: number;
  /** Restarts that accepted Modify calls caused. */
  restarts: number;
  /** All restarts of its database, whoever caused them. */
  allRestarts: number;
  runningTaskId: number | undefined;
}

/** When the cloud may work on an instance, in Beijing time. */
export interface MaintenanceWindow {
  /** Such as `02:00`. */
  readonly start: string;
  readonly hours: number;
  readonly weekDays: readonly string[];
}

/** A group of read-only instances that share an address of their own. */
export interface ReadOnlyGroup {
  readonly id: string;
  readonly name: string;
  readonly masterId: string;
  readonly region: string;
  readonly zone: string;
  readonly ip: string;
  readonly port: number;
  readonly createdAt: Date;
}

/** Makes a new instance: running, with SSL off. */
export function newInstance(description: InstanceDescription, server?: PostgresServer): Instance {
  return {
    ...description,
    server,
    ssl: sslOff,
    restingStatus: "running",
    publicNetwork: "opened",
    maintenance: assumptions.maintenance.value,
    fields: {},
    updatedAt: description.createdAt,
    isolatedAt: undefined,
    modifies: 0,
    restarts: 0,
    allRestarts: 0,
    runningTaskId: undefined,
  };
}

/** Tells whether the instance is of the edition that keeps its data on cloud disks. */
export function isOnCloudDisk(instance: InstanceDescription): boolean {
  return instance.storageType !== "PHYSICAL_LOCAL_SSD";
}

export function majorVersion(instance: InstanceDescription): number {
  return Number.parseInt(instance.version, 10);
}
