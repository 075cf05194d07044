import { type Cloud, statusOf } from "../cloud/cloud";
import type { Instance } from "../cloud/instance";
import { currentStep, progressPercent, type Task } from "../cloud/task";

/** How to reach the PostgreSQL behind an instance. */
export interface ServerView {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** PEM: root and intermediate. */
  readonly caCertificate: string;
}

export interface InstanceSummary {
  readonly id: string;
  /** Every address that ConnectAddress may name, the private one first. */
  readonly addresses: readonly string[];
}

export interface InstanceView extends InstanceSummary {
  readonly sslEnabled: boolean;
  readonly connectAddress: string;
  readonly caUrl: string;
  readonly status: string;
  /** Restarts that accepted Modify calls caused. */
  readonly restarts: number;
  /** Accepted Modify calls. */
  readonly modifies: number;
  readonly runningTaskId: number | null;
  readonly server: ServerView | null;
}

export interface TaskView {
  readonly id: number;
  readonly instance: string;
  readonly status: string;
  readonly progress: number;
  readonly step: string;
  readonly message: string;
}

export function summary(instance: Instance, cloud: Cloud): InstanceSummary {
  return { id: instance.id, addresses: cloud.addressesOf(instance) };
}

export function view(
  instance: Instance,
  { cloud, now, ca }: { cloud: Cloud; now: number; ca: { url: string; pem: string } },
): InstanceView {
  const { ssl, server } = instance;
  return {
    ...summary(instance, cloud),
    sslEnabled: ssl.enabled,
    connectAddress: ssl.enabled ? ssl.connectAddress : "",
    caUrl: ssl.enabled ? ca.url : "",
    status: statusOf(instance, cloud, now),
    restarts: instance.restarts,
    modifies: instance.modifies,
    runningTaskId: instance.runningTaskId ?? null,
    server: server
      ? {
          host: server.host,
          port: server.port,
          user: server.user,
          password: server.password,
          database: server.database,
          caCertificate: ca.pem,
        }
      : null,
  };
}

export function taskView(task: Task, now: number): TaskView {
  return {
    id: task.id,
    instance: task.instanceId,
    status: task.status,
    progress: progressPercent(task, now),
    step: currentStep(task, now),
    message: task.message,
  };
}

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
