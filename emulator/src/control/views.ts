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
  readonly region: string;
  readonly sslEnabled: boolean;
  readonly connectAddress: string;
  readonly caUrl: string;
  readonly status: string;
  /** Restarts that accepted Modify calls caused. */
  readonly restarts: number;
  /** All restarts of the database: by Modify calls, by tasks of other kinds, and by changes behind the API's back. */
  readonly allRestarts: number;
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
    region: instance.region,
    sslEnabled: ssl.enabled,
    connectAddress: ssl.enabled ? ssl.connectAddress : "",
    caUrl: ssl.enabled ? ca.url : "",
    status: statusOf(instance, cloud, now),
    restarts: instance.restarts,
    allRestarts: instance.allRestarts,
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
