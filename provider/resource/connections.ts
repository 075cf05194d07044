import { createHash } from "node:crypto";
import { PostgresApi } from "../cloud/postgres-api";
import { sdkSend, type Send } from "../cloud/sdk-client";
import { ENDPOINT_SETTINGS, type ReadConfig, resolveEndpoint } from "../cloud/settings";
import { TaskListing } from "../cloud/task-listing";
import { CREDENTIAL_SETTINGS, credentialChain } from "../credentials/credential-chain";
import type { Log } from "../model/log";
import type { Cloud } from "../reconcile/port";
import { Tasks } from "../tasks/tasks";
import type { Pace } from "../time/pace";

/** The settings that a connection is made from. */
export interface ConnectionSettings {
  readonly readConfig: ReadConfig;
  readonly env: NodeJS.ProcessEnv;
  readonly pace: Pace;
  /** Where a connection says that the endpoint is not there. */
  readonly log?: Log;
  /** Wraps the SDK's function; for tests. */
  readonly wrapSend?: ((send: Send) => Send) | undefined;
}

/** A client of the cloud with its rate limits, and as reconcile knows it. */
export interface Connection {
  readonly api: PostgresApi;
  readonly cloud: Cloud;
}

/**
 * The connections of a process, one for each set of settings: stacks of two accounts have one each, and the same settings
 * share their rate limits.
 */
export class Connections {
  private readonly kept = new Map<string, Connection>();

  /** Throws SettingsError for an unusable endpoint. */
  for(settings: ConnectionSettings): Connection {
    const key = fingerprint(settings);
    const connection = this.kept.get(key) ?? connect(settings);
    this.kept.set(key, connection);
    return connection;
  }
}

function connect({ readConfig, env, pace, log, wrapSend = (plain) => plain }: ConnectionSettings): Connection {
  const send = sdkSend({
    endpoint: resolveEndpoint(readConfig, env),
    credentials: credentialChain({ readConfig, env }),
    requestTimeoutMs: pace.requestTimeoutSeconds * 1000,
    log,
  });
  const api = new PostgresApi(wrapSend(send), pace);
  const cloud: Cloud = {
    look: (instance, request) => api.describeSslConfig(instance, request, request),
    change: (instance, desired, request) => api.modifySslConfig(instance, desired, request, request),
    tasks: new Tasks(new TaskListing(api), pace),
    taskReading: { action: "DescribeTasks", permission: "postgres:DescribeTasks" },
  };
  return { api, cloud };
}

/** Only a hash is kept, because settings hold secrets. */
function fingerprint({ readConfig, env }: ConnectionSettings): string {
  const values = [ENDPOINT_SETTINGS, CREDENTIAL_SETTINGS].map(({ keys, variables }) => [
    keys.map((key) => readConfig(key) ?? null),
    variables.map((name) => env[name] ?? null),
  ]);
  return createHash("sha256").update(JSON.stringify(values)).digest("hex");
}
