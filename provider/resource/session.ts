import { Claims } from "./claims";
import { ACTIONS } from "../cloud/actions";
import { credentialChain } from "../credentials/credential-chain";
import { PostgresApi } from "../cloud/postgres-api";
import type { ReadConfig } from "../cloud/settings";
import { sdkSend, type Send } from "../cloud/sdk-client";
import { defaultRegion, resolveEndpoint } from "../cloud/settings";
import { DEFAULT_PACE, type Pace } from "../model/pace";
import type { Log } from "../tasks/progress";
import type { ReconcileTools } from "../reconcile/run";
import { TaskWatcher } from "../tasks/task-watcher";

/** Where a session gets its settings, and how it speaks. */
export interface SessionOptions {
  readonly readConfig: ReadConfig;
  readonly env: NodeJS.ProcessEnv;
  readonly log: Log;
  /** What the resources of the run want of each instance. @default nothing yet */
  readonly claims?: Claims;
  readonly pace?: Pace;
  /** Called before every request that changes something; what it throws keeps the request from being sent. */
  readonly beforeWrite?: () => Promise<void>;
  /** Stands between the API's client and the SDK; tests watch and disturb requests with it. */
  readonly wrapSend?: (send: Send) => Send;
}

/** What all resources of one process share: the settings, one client with its limits, and what each declares. */
export class Session {
  readonly claims: Claims;
  // Really private: the environment holds secrets, and whoever prints a session must not see them.
  readonly #options: SessionOptions;
  private connected: ReconcileTools | undefined;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.claims = options.claims ?? new Claims();
  }

  get defaultRegion(): string | undefined {
    return defaultRegion(this.#options.readConfig, this.#options.env);
  }

  get pace(): Pace {
    return this.#options.pace ?? DEFAULT_PACE;
  }

  get log(): Log {
    return this.#options.log;
  }

  /** The connection to the cloud, made when a verb first needs it. Throws SettingsError for an unusable endpoint. */
  get tools(): ReconcileTools {
    this.connected ??= this.connect();
    return this.connected;
  }

  private connect(): ReconcileTools {
    const { readConfig, env, log, beforeWrite, wrapSend = (send: Send) => send } = this.#options;
    const send = sdkSend({
      endpoint: resolveEndpoint(readConfig, env),
      credentials: credentialChain({ readConfig, env, secondMs: this.pace.secondMs }),
      requestTimeoutMs: this.pace.requestTimeoutSeconds * this.pace.secondMs,
    });
    const guarded: Send = async (region, action, request) => {
      if (ACTIONS[action] === "write") await beforeWrite?.();
      return send(region, action, request);
    };
    const api = new PostgresApi(wrapSend(guarded), this.pace);
    return { api, tasks: new TaskWatcher(api, this.pace), pace: this.pace, log };
  }
}
