import {
  type Cloud,
  type Instance,
  instanceId,
  newInstance,
  primary,
  privateIp,
  publicIp,
  publicName,
  type ReadOnlyGroup,
} from "../cloud";
import { isRegion } from "../gateway/regions";
import type { NewInstance } from "./bodies";
import { ControlError } from "./control-error";

/** Made instances take their addresses from here on, so that none meets an address of the start. */
const firstNumber = 0x800000;

interface Place {
  readonly cloud: Cloud;
  readonly region: string;
  readonly now: () => number;
}

/** Adds an instance to the cloud: from nothing, as a clone, or as a read-only copy with a group of its own. */
export function makeInstance(wish: NewInstance, place: Place): Instance {
  const { cloud } = place;
  const original = existing(cloud, wish.cloneOf);
  const master = existing(cloud, wish.readOnlyOf);
  const number = firstNumber + cloud.countMade();
  const now = new Date(place.now());
  const id = wish.id ?? freeId(cloud, master ? "pgro" : "postgres");
  if (cloud.instances.has(id)) throw new ControlError(409, `There is an instance ${id} already.`);
  const region = wish.region ?? original?.region ?? master?.region ?? place.region;
  if (!isRegion(region)) throw new ControlError(400, `region must be one that the API supports, not ${region}.`);
  const group = master ? addGroup(cloud, master, number, now) : undefined;
  const model = original ?? master ?? primary(number, { region, servers: [], now });
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
    privateIp: privateIp(number),
    publicIp: publicIp(number),
    publicName: publicName(id),
    port: 5432,
    ...(master && group ? { masterId: master.id, groupId: group.id } : {}),
  });
  cloud.addInstance(instance);
  return instance;
}

function existing(cloud: Cloud, id: string | undefined): Instance | undefined {
  if (id === undefined) return undefined;
  const instance = cloud.instances.get(id);
  if (!instance) throw new ControlError(404, `There is no instance ${id}.`);
  return instance;
}

function freeId(cloud: Cloud, prefix: "postgres" | "pgro"): string {
  let number = 1;
  while (cloud.instances.has(instanceId(prefix, number))) number += 1;
  return instanceId(prefix, number);
}

/** The group of the master's read-only instances, made when there is none. */
function addGroup(cloud: Cloud, master: Instance, number: number, now: Date): ReadOnlyGroup {
  const known = [...cloud.groups.values()].find(({ masterId }) => masterId === master.id);
  if (known) return known;
  const groupNumber = cloud.groups.size + 1;
  const group = {
    id: instanceId("pgrogrp", groupNumber),
    name: `emulated-group-${groupNumber}`,
    masterId: master.id,
    region: master.region,
    zone: master.zone,
    ip: privateIp(number + firstNumber / 2),
    port: 5432,
    createdAt: now,
  };
  cloud.groups.set(group.id, group);
  return group;
}
