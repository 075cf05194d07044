import { addressesOf, type Cloud, type Instance, instanceId, newGroup, newInstance, primary } from "../cloud";
import type { ReadOnlyGroup } from "../cloud";
import { isRegion } from "../gateway/regions";
import type { NewInstance } from "./bodies";
import { ControlError } from "./control-error";

interface Place {
  readonly cloud: Cloud;
  readonly region: string;
  readonly now: () => number;
}

/**
 * Adds an instance to the cloud: from nothing, as a clone, or as a read-only copy in the group of its primary instance.
 *
 * @throws ControlError when there can be no such instance
 */
export function makeInstance(wish: NewInstance, place: Place): Instance {
  const { cloud } = place;
  const original = primaryNamed(cloud, "cloneOf", wish.cloneOf);
  const master = primaryNamed(cloud, "readOnlyOf", wish.readOnlyOf);
  const region = wish.region ?? original?.region ?? master?.region ?? place.region;
  const id = wish.id ?? freeId(master ? "pgro" : "postgres", cloud.instances);
  check({ ...wish, id, region }, cloud, master);
  const number = cloud.addressNumbers.nextInstance();
  if (number === undefined) throw new ControlError(409, "No address is left for another instance; a reset frees them.");
  const now = new Date(place.now());
  const group = master ? groupOf(cloud, master, now) : undefined;
  const model = original ?? master ?? primary(number, { region, server: undefined, now });
  const instance = newInstance({
    ...model,
    id,
    name: wish.name ?? id,
    region,
    zone: `${region}-1`,
    kind: master ? "readonly" : "primary",
    version: wish.version ?? model.version,
    storageType: wish.storageType ?? model.storageType,
    projectId: wish.projectId ?? model.projectId,
    payType: wish.payType ?? model.payType,
    tags: wish.tags ?? model.tags,
    createdAt: now,
    ...addressesOf(id, number),
    ...(master && group ? { masterId: master.id, groupId: group.id } : {}),
  });
  cloud.addInstance(instance);
  return instance;
}

/** @throws ControlError for a wish that no instance of the cloud could be */
function check(wish: NewInstance & { id: string; region: string }, cloud: Cloud, master: Instance | undefined): void {
  const { id, region } = wish;
  const prefix = master ? "pgro" : "postgres";
  if (wish.cloneOf !== undefined && master) throw new ControlError(400, "Name cloneOf or readOnlyOf, not both.");
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
