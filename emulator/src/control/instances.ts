import type { DatabaseTls } from "../cloud/changes";
import type { Cloud } from "../cloud/cloud";
import { type Instance, newInstance, type ReadOnlyGroup, sslOff, type SslSetting } from "../cloud/instance";
import { addressesOf, instanceId, newGroup, primary } from "../cloud/seed";
import { checkedFields, isRegion } from "../contract";
import { type ChangeInstance, ControlError, type NewInstance } from "./requests";

interface MakingParts {
  readonly cloud: Cloud;
  readonly region: string;
  readonly now: () => number;
}

/**
 * Adds an instance to the cloud: from nothing, as a clone, or as a read-only copy in the group of its primary instance.
 *
 * @throws ControlError when there can be no such instance
 */
export function makeInstance(description: NewInstance, parts: MakingParts): Instance {
  const { cloud } = parts;
  const original = primaryNamed(cloud, "cloneOf", description.cloneOf);
  const master = primaryNamed(cloud, "readOnlyOf", description.readOnlyOf);
  const region = description.region ?? original?.region ?? master?.region ?? parts.region;
  const id = description.id ?? freeId(master ? "pgro" : "postgres", cloud.instances);
  check({ ...description, id, region }, cloud, master);
  const number = cloud.addressNumbers.nextInstance();
  if (number === undefined) throw new ControlError(409, "No address is left for another instance; a reset frees them.");
  const now = new Date(parts.now());
  const group = master ? groupOf(cloud, master, now) : undefined;
  const model = original ?? master ?? primary(number, { region, server: undefined, now });
  const instance = newInstance({
    ...model,
    id,
    name: description.name ?? id,
    region,
    zone: `${region}-1`,
    kind: master ? "readonly" : "primary",
    version: description.version ?? model.version,
    storageType: description.storageType ?? model.storageType,
    projectId: description.projectId ?? model.projectId,
    payType: description.payType ?? model.payType,
    tags: description.tags ?? model.tags,
    createdAt: now,
    ...addressesOf(id, number),
    ...(master && group ? { masterId: master.id, groupId: group.id } : {}),
  });
  cloud.addInstance(instance);
  return instance;
}

/** @throws ControlError when the cloud could have no such instance */
function check(
  description: NewInstance & { id: string; region: string },
  cloud: Cloud,
  master: Instance | undefined,
): void {
  const { id, region } = description;
  const prefix = master ? "pgro" : "postgres";
  if (description.cloneOf !== undefined && master) throw new ControlError(400, "Name cloneOf or readOnlyOf, not both.");
  if (!id.startsWith(`${prefix}-`)) {
    throw new ControlError(400, `The id of a ${master ? "read-only" : "primary"} instance begins with ${prefix}-.`);
  }
  if (cloud.instances.has(id)) throw new ControlError(409, `There is an instance ${id} already.`);
  if (!isRegion(region)) throw new ControlError(400, `region must be written like ap-guangzhou, not ${region}.`);
  if (master && region !== master.region) {
    throw new ControlError(400, `A read-only instance is in the region of ${master.id}, ${master.region}.`);
  }
}

/** The primary instance with the id. */
function primaryNamed(cloud: Cloud, name: string, id: string | undefined): Instance | undefined {
  if (id === undefined) return undefined;
  const instance = cloud.instances.get(id);
  if (!instance) throw new ControlError(404, `There is no instance ${id}.`);
  if (instance.kind !== "primary") throw new ControlError(400, `${name} must name a primary instance, not ${id}.`);
  return instance;
}

function freeId(prefix: "postgres" | "pgro", taken: ReadonlyMap<string, unknown>): string {
  return instanceId(prefix, freeNumber(prefix, taken));
}

function freeNumber(prefix: "postgres" | "pgro" | "pgrogrp", taken: ReadonlyMap<string, unknown>): number {
  let number = 1;
  while (taken.has(instanceId(prefix, number))) number += 1;
  return number;
}

/** The group of the master's read-only instances, made when there is none. */
function groupOf(cloud: Cloud, master: Instance, now: Date): ReadOnlyGroup {
  const known = [...cloud.groups.values()].find(({ masterId }) => masterId === master.id);
  if (known) return known;
  const group = newGroup(freeNumber("pgrogrp", cloud.groups), master, cloud.addressNumbers, now);
  cloud.groups.set(group.id, group);
  return group;
}

interface ChangingParts {
  readonly cloud: Cloud;
  readonly tls: DatabaseTls;
  readonly now: () => number;
}

/** From the isolation of an instance until it is back, or gone. */
const isolatedStatuses: readonly string[] = ["isolated", "disisolating", "recycling", "recycled"];

/**
 * Changes an instance at once, as somebody in the cloud's console would.
 *
 * @throws ControlError, before anything is changed, for what cannot be
 */
export async function changeInstance(instance: Instance, change: ChangeInstance, parts: ChangingParts): Promise<void> {
  const fields = change.fields && fieldsOf("DBInstance", change.fields);
  const publicNetwork = change.publicNetwork ?? instance.publicNetwork;
  const isSslChange = change.sslEnabled !== undefined || change.connectAddress !== undefined;
  const addresses = parts.cloud.addressesOf({ ...instance, publicNetwork });
  const setting = isSslChange ? settingOf(instance, change, addresses) : undefined;
  if (change.status !== undefined) {
    const isIsolated = isolatedStatuses.includes(change.status);
    instance.isolatedAt = isIsolated ? (instance.isolatedAt ?? new Date(parts.now())) : undefined;
    instance.restingStatus = change.status;
  }
  instance.publicNetwork = publicNetwork;
  instance.maintenance = change.maintenance ?? instance.maintenance;
  instance.tags = change.tags ?? instance.tags;
  instance.fields = fields ?? instance.fields;
  if (setting) await parts.tls.apply(instance, setting, new Date(parts.now()));
}

/**
 * Fields of a reply that are to be shown instead of the usual ones.
 *
 * @throws ControlError for a field or a value that the API's contract does not have
 */
export function fieldsOf(shape: "DBInstance" | "TaskSet", wanted: Readonly<Record<string, unknown>>): object {
  const { fields, faults } = checkedFields(shape, wanted);
  if (faults.length > 0) throw new ControlError(400, `That would break the API's contract: ${faults.join("; ")}.`);
  return fields;
}

function settingOf(
  { ssl }: Instance,
  { sslEnabled, connectAddress }: ChangeInstance,
  addresses: readonly string[],
): SslSetting {
  if (!(sslEnabled ?? ssl.enabled)) return sslOff;
  const address = connectAddress ?? (ssl.enabled ? ssl.connectAddress : addresses[0]);
  if (address !== undefined && addresses.includes(address)) return { enabled: true, connectAddress: address };
  throw new ControlError(400, `connectAddress must be one of ${addresses.join(", ")}.`);
}

/** Which instances are looked for. */
export interface InstanceSearch {
  /** Part of an id, an address or a region; the empty string fits all. */
  readonly text: string;
  readonly ssl: "on" | "off" | undefined;
  /** How many of those that fit come before the first that is returned. */
  readonly offset: number;
  /** How many of them are returned at most. */
  readonly limit: number;
}

/** What a search found. */
export interface FoundInstances<Found> {
  /** How many instances there are. */
  readonly total: number;
  /** How many of them are read-only. */
  readonly readOnly: number;
  /** How many of all instances have SSL on. */
  readonly sslEnabled: number;
  /** How many fit the search. */
  readonly matching: number;
  /** How many that fit come before these: as asked for, but never more than leaves some to return. */
  readonly offset: number;
  /** Those that fit, from there on. */
  readonly instances: readonly Found[];
}

/** Looks through all instances, which may be thousands, and keeps no more than a few of those that fit. */
export function searchInstances(cloud: Cloud, search: InstanceSearch): FoundInstances<Instance> {
  const all = [...cloud.instances.values()];
  const matching = all.filter((instance) => fits(instance, search, cloud));
  const lastPage = Math.max(0, Math.ceil(matching.length / search.limit) - 1) * search.limit;
  const offset = Math.min(search.offset, lastPage);
  return {
    total: all.length,
    readOnly: all.filter(({ kind }) => kind === "readonly").length,
    sslEnabled: all.filter(({ ssl }) => ssl.enabled).length,
    matching: matching.length,
    offset,
    instances: matching.slice(offset, offset + search.limit),
  };
}

function fits(instance: Instance, { text, ssl }: InstanceSearch, cloud: Cloud): boolean {
  if (ssl !== undefined && instance.ssl.enabled !== (ssl === "on")) return false;
  if (text === "" || instance.id.includes(text) || instance.region.includes(text)) return true;
  return cloud.addressesOf(instance).some((address) => address.includes(text));
}
