import { LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import { plainTextWarning } from "../cloud/settings";
import type { Pace } from "../time/pace";
import { ownEndpoint } from "../cloud/settings";
import { Declarations } from "../resource/declarations";
import type * as Lifecycle from "../resource/lifecycle";
import type * as Sessions from "../resource/session";
import type { Log } from "../model/log";
import { Engine, EngineLog } from "./engine";
import { OWN_NAMESPACE, Wording } from "./secrets";

/** The code that calls the cloud. */
export interface CloudVerbs {
  readonly lifecycle: typeof Lifecycle;
  readonly session: Sessions.Session;
}

/** What all calls of one plugin process share. The engine starts one for each provider resource of a stack. */
export class Plugin {
  readonly wording = new Wording();
  readonly log = new EngineLog(() => this.engine?.client);
  readonly declarations = new Declarations({
    engine: () => this.engine?.address,
    cloud: () => ownEndpoint(this.readConfig, process.env),
  });
  private readonly cancelled = new AbortController();
  private hasWarned = false;
  private engine: Engine | undefined;
  // Truly private: it holds secrets, and printing a plugin must not show them.
  #settings: Readonly<Record<string, string>> = {};
  private connections: Sessions.Connections | undefined;
  private cloud: CloudVerbs | undefined;

  /** @param onEngineGone - called when the engine has ended */
  constructor(
    private readonly onEngineGone: () => void,
    private readonly pace?: Pace,
  ) {}

  /** Sets the engine's address. It comes up to three times: as an argument, in the handshake, and on attach. */
  attach(address: string): void {
    if (address === "" || address === this.engine?.address) return;
    this.engine = new Engine(address);
    this.engine.watch(this.onEngineGone);
  }

  /** The settings of the provider resource, by their names without a namespace. */
  configure(settings: Readonly<Record<string, string>>): void {
    this.#settings = settings;
    this.cloud = undefined;
  }

  /** Reads a setting by its name in the core, such as `tencentcloud:region`. */
  readonly readConfig = (key: string): string | undefined => this.#settings[key.slice(key.indexOf(":") + 1)];

  /** Cancels everything that runs. The state records how far it came. */
  cancel(): void {
    this.cancelled.abort();
  }

  /** A log for one resource: the engine shows its lines there. */
  logAt(urn: string): Log {
    return (line) => this.log.write(this.wording.of(line), urn);
  }

  /** Warns once of keys that reached the provider as plain text, so they are readable wherever they came from. */
  warnOfPlainText(settings: readonly string[], urn: string): void {
    if (settings.length === 0 || this.hasWarned) return;
    this.hasWarned = true;
    this.log.write(plainTextWarning(settings.map((name) => `${OWN_NAMESPACE}${name}`)), urn, LogSeverity.WARNING);
  }

  /** Loads the code that calls the cloud when it is first needed: a preview without changes does not need it. */
  cloudVerbs(): CloudVerbs {
    this.cloud ??= this.loadCloudVerbs();
    return this.cloud;
  }

  /* eslint-disable @typescript-eslint/no-require-imports --
     the modules to be loaded late are this package's own, CommonJS like this one; an import() would name files by an
     extension that only the compiled ones have */
  private loadCloudVerbs(): CloudVerbs {
    const lifecycle = require("../resource/lifecycle") as typeof Lifecycle;
    const { Connections, Session } = require("../resource/session") as typeof Sessions;
    this.connections ??= new Connections();
    const session = new Session({
      readConfig: this.readConfig,
      env: process.env,
      log: this.logAt(""),
      declarations: this.declarations,
      connections: this.connections,
      signal: this.cancelled.signal,
      pace: this.pace,
      beforeWrite: async () => this.engine?.assertIsThere(),
    });
    return { lifecycle, session };
  }
  /* eslint-enable @typescript-eslint/no-require-imports */
}
