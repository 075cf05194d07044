import type { PostgresServer } from "../postgres/postgres-server";
import { type Instance, type InstanceDescription, newInstance, type ReadOnlyGroup } from "./instance";

/** What the cloud holds when it starts. */
export interface Seed {
  readonly instances: Instance[];
  readonly groups: ReadOnlyGroup[];
  /** What has been given out of it by then. */
  readonly numbers: AddressNumbers;
}

interface SeedOptions {
  /** Primary instances in each region. */
  readonly instances: number;
  readonly regions: readonly string[];
  readonly servers: readonly PostgresServer[];
  readonly now: Date;
}

/** This instance and no other keeps its data on local disks, so that both forms of a reply can be seen. */
const localDiskNumber = 3;
const defaultVersion = "18.4";

/**
 * Makes the cloud's content at the start: `postgres-emu00001` and so on, the first of them with the given servers, and
 * in each region one read-only instance of its first, in a group of its own.
 */
export function seed({ instances: count, regions, servers, now }: SeedOptions): Seed {
  const numbers = new AddressNumbers();
  const primaries = regions.flatMap((region, at) =>
    Array.from({ length: count }, (_, index) => {
      const number = at * count + index + 1;
      const server = servers[number - 1];
      return newInstance(primary(number, { region, server, now }), server);
    }),
  );
  const masters = primaries.filter((_, index) => index % count === 0);
  const groups = masters.map((master, index) => newGroup(index + 1, master, numbers, now));
  const members = groups.flatMap((group, index) => {
    const [number, master] = [numbers.nextInstance(), masters[index]];
    return number === undefined || !master ? [] : [newInstance(readOnly(index + 1, number, master, group))];
  });
  return { instances: [...primaries, ...members], groups, numbers };
}

/** The id with the given number, such as `postgres-emu00012`. */
export function instanceId(prefix: "postgres" | "pgro" | "pgrogrp", number: number): string {
  return `${prefix}-emu${String(number).padStart(5, "0")}`;
}

/** Where and when an instance is made. */
interface Making {
  readonly region: string;
  readonly server: PostgresServer | undefined;
  readonly now: Date;
}

export function primary(number: number, { region, server, now }: Making): InstanceDescription {
  const id = instanceId("postgres", number);
  return {
    id,
    name: `emulated-${number}`,
    region,
    zone: `${region}-1`,
    kind: "primary",
    version: server?.version ?? defaultVersion,
    storageType: number === localDiskNumber ? "PHYSICAL_LOCAL_SSD" : "CLOUD_SSD",
    payType: "postpaid",
    projectId: 0,
    tags: {},
    createdAt: now,
    ...addressesOf(id, number),
    ...(server ? addressesAt(server) : {}),
  };
}

/** Made-up addresses that lead nowhere. */
export function addressesOf(id: string, number: number) {
  return { privateIp: privateIp(number), publicIp: publicIp(number), publicName: publicName(id), port: 5432 };
}

/** Where a real server listens; on some systems that is one address only. */
function addressesAt({
  addresses: [privateAddress = "127.0.0.1", publicAddress = privateAddress],
  port,
}: PostgresServer) {
  return { privateIp: privateAddress, publicIp: publicAddress, port };
}

/** A group for the read-only instances of an instance. */
export function newGroup(number: number, master: Instance, numbers: AddressNumbers, now: Date): ReadOnlyGroup {
  return {
    id: instanceId("pgrogrp", number),
    name: `emulated-group-${number}`,
    masterId: master.id,
    region: master.region,
    zone: master.zone,
    ip: groupIp(numbers.nextGroup()),
    port: 5432,
    createdAt: now,
  };
}

function readOnly(index: number, number: number, master: Instance, group: ReadOnlyGroup): InstanceDescription {
  const id = instanceId("pgro", index);
  return {
    ...primary(number, { region: master.region, server: undefined, now: group.createdAt }),
    id,
    name: `emulated-read-only-${index}`,
    kind: "readonly",
    publicName: publicName(id),
    masterId: master.id,
    groupId: group.id,
  };
}

/** Numbers of primary instances at the start are below this; all others' begin with it. */
const firstOtherNumber = 254 * 256 + 1;
/** The public range has no address for a number above this. */
const lastNumber = 254 * 512;

/** Private addresses out of 10.0.0.0/8, one for each number from 1. */
function privateIp(number: number): string {
  const { block, host } = place(number);
  return `10.${block >>> 8}.${block & 255}.${host}`;
}

/** Public addresses out of 198.18.0.0/15, a range that is set aside for tests and leads nowhere. */
function publicIp(number: number): string {
  const { block, host } = place(number);
  return `198.${18 + (block >>> 8)}.${block & 255}.${host}`;
}

/** Private addresses of read-only groups, out of 10.255.0.0/16, which no instance's number reaches. */
function groupIp(number: number): string {
  const { block, host } = place(number);
  return `10.255.${block}.${host}`;
}

/** The public DNS name that the cloud gives an instance. */
function publicName(instanceId: string): string {
  return `cd-${instanceId}.sql.tencentcdb.com`;
}

/** Counts the numbers that addresses are made of, so that none is given out twice. */
export class AddressNumbers {
  private instances = firstOtherNumber;
  private groups = 1;

  /** For a read-only instance, or one that is made after the start; undefined when all have been given out. */
  nextInstance(): number | undefined {
    return this.instances > lastNumber ? undefined : this.instances++;
  }

  nextGroup(): number {
    return this.groups++;
  }
}

/** Hosts 1 to 254 of each block of 256 addresses: the first and the last of a network belong to nobody. */
function place(number: number): { block: number; host: number } {
  return { block: Math.floor((number - 1) / 254), host: ((number - 1) % 254) + 1 };
}
