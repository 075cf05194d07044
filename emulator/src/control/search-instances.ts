import type { Cloud, Instance } from "../cloud";

/** Which instances are looked for. */
export interface InstanceSearch {
  /** Part of an id or an address; the empty string fits all. */
  readonly text: string;
  readonly ssl: "on" | "off" | undefined;
  /** How many of them are returned at most. */
  readonly limit: number;
}

/** What a search found. */
export interface FoundInstances<Found> {
  /** How many instances there are. */
  readonly total: number;
  /** How many of all instances have SSL on. */
  readonly sslEnabled: number;
  /** How many fit the search. */
  readonly matching: number;
  /** The first of those that fit. */
  readonly instances: readonly Found[];
}

/** Looks through all instances, which may be thousands, and keeps no more than the first few that fit. */
export function searchInstances(cloud: Cloud, search: InstanceSearch): FoundInstances<Instance> {
  let sslEnabled = 0;
  let matching = 0;
  const instances: Instance[] = [];
  for (const instance of cloud.instances.values()) {
    if (instance.ssl.enabled) sslEnabled += 1;
    if (!fits(instance, search, cloud)) continue;
    matching += 1;
    if (instances.length < search.limit) instances.push(instance);
  }
  return { total: cloud.instances.size, sslEnabled, matching, instances };
}

function fits(instance: Instance, { text, ssl }: InstanceSearch, cloud: Cloud): boolean {
  if (ssl !== undefined && instance.ssl.enabled !== (ssl === "on")) return false;
  if (text === "" || instance.id.includes(text)) return true;
  return cloud.addressesOf(instance).some((address) => address.includes(text));
}
