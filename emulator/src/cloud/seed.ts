import type { PostgresServer } from "../postgres";
import { privateIp, publicIp, publicName } from "./addresses";
import { type Instance, type InstanceDescription, newInstance, type ReadOnlyGroup } from "./instance";

/** What the cloud holds when it starts. */
export interface Seed {
  readonly instances: Instance[];
  readonly groups: ReadOnlyGroup[];
}

export interface SeedOptions {
  readonly instances: number;
  readonly region: string;
  readonly servers: readonly PostgresServer[];
  readonly now: Date;
}

/** Numbers of addresses from here on belong to read-only instances and their groups. */
const firstReadOnlyNumber = 0xff0000;
/** This instance and no other keeps its data on local disks, so that both forms of a reply can be seen. */
const localDiskNumber = 3;
const defaultVersion = "18.4";

/**
 * Makes the cloud's content at the start: `postgres-emu00001` and so on, the first of them with the given servers, and
 * one read-only instance in a group of its own.
 */
export function seed(options: SeedOptions): Seed {
  const instances = Array.from({ length: options.instances }, (_, index) =>
    newInstance(primary(index + 1, options), options.servers[index]),
  );
  const master = instances[0];
  if (!master) return { instances, groups: [] };
  const group = readOnlyGroup(master, options.now);
  return { instances: [...instances, newInstance(readOnly(master, group, options))], groups: [group] };
}

/** The id with the given number, such as `postgres-emu00012`. */
export function instanceId(prefix: "postgres" | "pgro" | "pgrogrp", number: number): string {
  return `${prefix}-emu${String(number).padStart(5, "0")}`;
}

export function primary(number: number, options: Pick<SeedOptions, "region" | "servers" | "now">): InstanceDescription {
  const id = instanceId("postgres", number);
  const server = options.servers[number - 1];
  return {
    id,
    name: `emulated-${number}`,
    region: options.region,
    zone: `${options.region}-1`,
    kind: "primary",
    version: server?.version ?? defaultVersion,
    storageType: number === localDiskNumber ? "PHYSICAL_LOCAL_SSD" : "CLOUD_SSD",
    payType: "postpaid",
    projectId: 0,
    tags: {},
    createdAt: options.now,
    privateIp: server?.addresses[0] ?? privateIp(number),
    publicIp: server?.addresses[1] ?? publicIp(number),
    publicName: publicName(id),
    port: server?.port ?? 5432,
  };
}

function readOnlyGroup(master: Instance, now: Date): ReadOnlyGroup {
  return {
    id: instanceId("pgrogrp", 1),
    name: "emulated-group-1",
    masterId: master.id,
    region: master.region,
    zone: master.zone,
    ip: privateIp(firstReadOnlyNumber),
    port: 5432,
    createdAt: now,
  };
}

function readOnly(master: Instance, group: ReadOnlyGroup, options: SeedOptions): InstanceDescription {
  const id = instanceId("pgro", 1);
  return {
    ...primary(firstReadOnlyNumber + 1, { ...options, servers: [] }),
    id,
    name: "emulated-read-only-1",
    kind: "readonly",
    publicName: publicName(id),
    masterId: master.id,
    groupId: group.id,
  };
}
