import { setMaxListeners } from "node:events";
import { createHash } from "node:crypto";
import { sdkSend, type Send } from "../cloud/sdk-client";
import {
  type DefaultRegion,
  defaultRegionAndSource,
  ENDPOINT_SETTINGS,
  type ReadConfig,
  resolveEndpoint,
} from "../cloud/settings";
import { CancelledError } from "../errors/package-errors";
import type { Cloud } from "../reconcile/port";
import type { ReconcileTools } from "../reconcile/run";
import { Budget, type Limits } from "../time/budget";
import { DEFAULT_PACE, type Pace } from "../time/pace";
import type { Log } from "../model/log";
import { PostgresApi } from "../cloud/postgres-api";
import { TaskListing } from "../cloud/task-listing";
import { CREDENTIAL_SETTINGS, credentialChain } from "../credentials/credential-chain";
import { Tasks } from "../tasks/tasks";
import { ARGUMENTS } from "./arguments";
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

type Tools = ReconcileTools & Connection;

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
