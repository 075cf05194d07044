import { LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import { plainTextWarning } from "../cloud/settings";
import type { Log } from "../model/log";
import { watchEngine } from "../resource/engine";
import { Host } from "../resource/host";
import type { Pace } from "../time/pace";
import { EngineLog } from "./engine-log";
import { OWN_NAMESPACE, Wording } from "./secrets";

/** What all calls of one plugin process share. The engine starts one for each provider resource of a stack. */
export class Plugin {
  readonly wording = new Wording();
  readonly log = new EngineLog();
  readonly host: Host;
  private readonly cancelled = new AbortController();
  private hasWarned = false;
  private engine: string | undefined;
  // Truly private: it holds secrets, and printing a plugin must not show them.
  #settings: Readonly<Record<string, string>> = {};

  /** @param onEngineGone - called when the engine has ended */
  constructor(
    private readonly onEngineGone: () => void,
    pace?: Pace,
  ) {
    this.host = new Host({
      // By their names in the core, such as `tencentcloud:region`.
      readConfig: (key) => this.#settings[key.slice(key.indexOf(":") + 1)],
      engine: () => this.engine,
      log: this.logAt(""),
      signal: this.cancelled.signal,
      pace,
    });
  }

  /** Sets the engine's address. It comes up to three times: as an argument, in the handshake, and on attach. */
  attach(address: string): void {
    if (address === "" || address === this.engine) return;
    this.engine = address;
    this.log.attach(address);
    watchEngine(address, this.onEngineGone);
  }

  /** The settings of the provider resource, by their names without a namespace. */
  configure(settings: Readonly<Record<string, string>>): void {
    this.#settings = settings;
    this.host.reconfigured();
  }

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
}
