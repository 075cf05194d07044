import { Claims } from "./claims";
import { credentialChain } from "./cloud/credentials/credential-chain";
import { PostgresApi } from "./cloud/postgres-api";
import type { ReadConfig } from "./cloud/read-config";
import { sdkSend, type Send } from "./cloud/sdk-client";
import { defaultRegion, resolveEndpoint } from "./cloud/settings";
import { DEFAULT_PACE, type Pace } from "./pace";
import type { Log } from "./progress";
import type { ReconcileTools } from "./reconcile/run";
import { TaskWatcher } from "./task-watcher";

/** Where a session gets its settings, and how it speaks. */
export interface SessionOptions {
  readonly readConfig: ReadConfig;
  readonly env: NodeJS.ProcessEnv;
  readonly log: Log;
  readonly pace?: Pace;
  /** Stands between the API's client and the SDK; tests watch and disturb requests with it. */
  readonly wrapSend?: (send: Send) => Send;
}

/** What all resources of one process share: the settings, one client with its limits, and each other's wishes. */
export class Session {
  readonly claims = new Claims();
  private connected: ReconcileTools | undefined;

  constructor(private readonly options: SessionOptions) {}

  get defaultRegion(): string | undefined {
    return defaultRegion(this.options.readConfig, this.options.env);
  }

  get pace(): Pace {
    return this.options.pace ?? DEFAULT_PACE;
  }

  get log(): Log {
    return this.options.log;
  }

  /** The connection to the cloud, made when a verb first needs it. Throws SettingsError for an unusable endpoint. */
  get tools(): ReconcileTools {
    this.connected ??= this.connect();
    return this.connected;
  }

  private connect(): ReconcileTools {
    const { readConfig, env, log, wrapSend = (send) => send } = this.options;
    const send = sdkSend({
      endpoint: resolveEndpoint(readConfig, env),
      credentials: credentialChain({ readConfig, env, secondMs: this.pace.secondMs }),
      requestTimeoutMs: this.pace.requestTimeoutSeconds * this.pace.secondMs,
    });
    const api = new PostgresApi(wrapSend(send), this.pace);
    return { api, tasks: new TaskWatcher(api, this.pace), pace: this.pace, log };
  }
}
