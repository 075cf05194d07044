import type { Send } from "../cloud/sdk-client";
import { defaultRegion, type ReadConfig } from "../cloud/settings";
import { DEFAULT_PACE, type Pace } from "../model/pace";
import type { ReconcileTools } from "../reconcile/run";
import type { Log } from "../tasks/progress";
import { Connections } from "./connections";
import { Declarations } from "./declarations";

/** Where a session gets its settings, and how it speaks. */
export interface SessionOptions {
  readonly readConfig: ReadConfig;
  readonly env: NodeJS.ProcessEnv;
  readonly log: Log;
  /** What the running program declares. @default nothing yet */
  readonly declarations?: Declarations;
  /** The connections of the process. @default none yet */
  readonly connections?: Connections;
  readonly pace?: Pace;
  /** Called before every request that changes something; what it throws keeps the request from being sent. */
  readonly beforeWrite?: () => Promise<void>;
  /** Stands between the API's client and the SDK; tests watch and disturb requests with it. */
  readonly wrapSend?: (send: Send) => Send;
}

/** What all resources of one process share: the settings, the connection with its limits, and what the program declares. */
export class Session {
  readonly declarations: Declarations;
  // Really private: the environment holds secrets, and whoever prints a session must not see them.
  readonly #options: SessionOptions;
  private connected: ReconcileTools | undefined;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.declarations = options.declarations ?? new Declarations();
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
    const { readConfig, env, log, beforeWrite, wrapSend, connections = new Connections() } = this.#options;
    const { pace, declarations } = this;
    return {
      ...connections.for({ readConfig, env, pace, wrapSend }),
      pace,
      log,
      beforeChange: async (instance) => {
        await declarations.quiet(pace);
        declarations.assertUndisputed(instance);
      },
      beforeSend: beforeWrite,
    };
  }
}
