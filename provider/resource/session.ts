import { setMaxListeners } from "node:events";
import type { Send } from "../cloud/sdk-client";
import { type DefaultRegion, defaultRegionAndSource, type ReadConfig } from "../cloud/settings";
import { CancelledError } from "../errors/package-errors";
import type { ReconcileTools } from "../reconcile/run";
import { Budget, type Limits } from "../time/budget";
import { DEFAULT_PACE, type Pace } from "../time/pace";
import type { Log } from "../model/log";
import { ARGUMENTS } from "./arguments";
import { type Connection, Connections } from "./connections";
import { Declarations } from "./declarations";

type Tools = ReconcileTools & Connection;

/** The settings of a session. */
export interface SessionOptions {
  readonly readConfig: ReadConfig;
  readonly env: NodeJS.ProcessEnv;
  readonly log: Log;
  /** What the running program declares. @default nothing yet */
  readonly declarations?: Declarations;
  /** The connections of the process. @default none yet */
  readonly connections?: Connections;
  readonly pace?: Pace | undefined;
  /** Called before every request that changes something. If it throws, the request is not sent. */
  readonly mayBeSent?: () => Promise<void>;
  /**
   * Cancels the run: every verb ends at once with an error that says whether a change was started. What runs in the cloud
   * goes on. @default never
   */
  readonly signal?: AbortSignal | undefined;
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
  private connected: Tools | undefined;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.declarations = options.declarations ?? new Declarations();
    this.signal = options.signal && cancelledBy(options.signal);
  }

  get defaultRegion(): string | undefined {
    return this.defaultRegionAndSource?.region;
  }

  get defaultRegionAndSource(): DefaultRegion | undefined {
    return defaultRegionAndSource(this.#options.readConfig, this.#options.env);
  }

  get pace(): Pace {
    return this.#options.pace ?? DEFAULT_PACE;
  }

  get log(): Log {
    return this.#options.log;
  }

  /** What ends a read. It has as much time as a change: of a thousand that are read at once, the last one waits long. */
  readLimits(seconds: number = ARGUMENTS.taskTimeoutSeconds.default): Limits {
    return { budget: new Budget(seconds), signal: this.signal };
  }

  /** The connection to the cloud, made when a verb first needs it. Throws SettingsError for an unusable endpoint. */
  get tools(): Tools {
    this.connected ??= this.connect();
    return this.connected;
  }

  private connect(): Tools {
    const { readConfig, env, log, mayBeSent, wrapSend, connections = new Connections() } = this.#options;
    const { pace, declarations } = this;
    return {
      ...connections.for({ readConfig, env, pace, log, wrapSend }),
      pace,
      log,
      signal: this.signal,
      mayStart: async (instance) => {
        await declarations.moment.wait(pace);
        declarations.declared.assertUndisputed(instance);
      },
      mayBeSent,
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
