import { setMaxListeners } from "node:events";
import type { Send } from "../cloud/sdk-client";
import { defaultRegion, type ReadConfig } from "../cloud/settings";
import { CancelledError } from "../errors/cancelled-error";
import { DEFAULT_PACE, type Pace } from "../model/pace";
import type { ReconcileTools } from "../reconcile/run";
import type { Log } from "../tasks/progress";
import { Connections } from "./connections";
import { Declarations } from "./declarations";

/** The settings of a session. */
export interface SessionOptions {
  readonly readConfig: ReadConfig;
  readonly env: NodeJS.ProcessEnv;
  readonly log: Log;
  /** What the running program declares. @default nothing yet */
  readonly declarations?: Declarations;
  /** The connections of the process. @default none yet */
  readonly connections?: Connections;
  readonly pace?: Pace;
  /** Called before every request that changes something. If it throws, the request is not sent. */
  readonly beforeWrite?: () => Promise<void>;
  /**
   * Cancels the run: every verb ends at once with an error that says whether a change was started. What runs in the cloud
   * goes on. @default never
   */
  readonly signal?: AbortSignal;
  /** Wraps the SDK's function: tests watch and disturb requests with it. */
  readonly wrapSend?: (send: Send) => Send;
}

/** What all resources of one process share: the settings, the connection with its limits, and what the program declares. */
export class Session {
  readonly declarations: Declarations;
  /** Aborted with a {@link CancelledError} when the run is cancelled. */
  readonly signal: AbortSignal | undefined;
  // Truly private: the environment holds secrets, and printing a session must not show them.
  readonly #options: SessionOptions;
  private connected: ReconcileTools | undefined;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.declarations = options.declarations ?? new Declarations();
    this.signal = options.signal && cancelledBy(options.signal);
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
      signal: this.signal,
      beforeChange: async (instance) => {
        await declarations.quiet(pace);
        declarations.assertUndisputed(instance);
      },
      beforeSend: beforeWrite,
    };
  }
}

/** A signal with a reason that users understand, and without a limit of listeners. */
function cancelledBy(signal: AbortSignal): AbortSignal {
  const controller = new AbortController();
  const cancel = (): void => controller.abort(new CancelledError());
  if (signal.aborted) cancel();
  else signal.addEventListener("abort", cancel, { once: true });
  setMaxListeners(0, controller.signal);
  return controller.signal;
}
