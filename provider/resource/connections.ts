import { createHash } from "node:crypto";
import { PostgresApi } from "../cloud/postgres-api";
import { sdkSend, type Send } from "../cloud/sdk-client";
import { ENDPOINT_SETTINGS, type ReadConfig, resolveEndpoint } from "../cloud/settings";
import { CREDENTIAL_SETTINGS, credentialChain } from "../credentials/credential-chain";
import type { Pace } from "../model/pace";
import { TaskWatcher } from "../tasks/task-watcher";

/** The settings that a connection is made from. */
export interface ConnectionSettings {
  readonly readConfig: ReadConfig;
  readonly env: NodeJS.ProcessEnv;
  readonly pace: Pace;
  /** Wraps the SDK's function; for tests. */
  readonly wrapSend?: ((send: Send) => Send) | undefined;
}

/** A client of the cloud, its rate limits, and its task watcher. */
export interface Connection {
  readonly api: PostgresApi;
  readonly tasks: TaskWatcher;
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
    let connection = this.kept.get(key);
    if (connection === undefined) this.kept.set(key, (connection = connect(settings)));
    return connection;
  }
}

function connect({ readConfig, env, pace, wrapSend = (plain) => plain }: ConnectionSettings): Connection {
  const send = sdkSend({
    endpoint: resolveEndpoint(readConfig, env),
    credentials: credentialChain({ readConfig, env, secondMs: pace.secondMs }),
    requestTimeoutMs: pace.requestTimeoutSeconds * pace.secondMs,
  });
  const api = new PostgresApi(wrapSend(send), pace);
  return { api, tasks: new TaskWatcher(api, pace) };
}

/** Only a hash is kept, because settings hold secrets. */
function fingerprint({ readConfig, env }: ConnectionSettings): string {
  const values = [ENDPOINT_SETTINGS, CREDENTIAL_SETTINGS].map(({ keys, variables }) => [
    keys.map((key) => readConfig(key) ?? null),
    variables.map((name) => env[name] ?? null),
  ]);
  return createHash("sha256").update(JSON.stringify(values)).digest("hex");
}
