import { defaultRegionAndSource, ownEndpoint, type ReadConfig } from "../cloud/settings";
import type { Log } from "../model/log";
import type { Pace } from "../time/pace";
import type { CheckOutcome } from "./check";
import type * as CloudVerbs from "./cloud-verbs";
import { Declarations } from "./declarations";
import { checkDeclared, knownInstance } from "./declared";
import { diff, type DiffOutcome } from "./diff";
import { assertEngineIsThere } from "./engine";
import type { Properties } from "./properties";

/** What a provider process is given. */
export interface HostOptions {
  readonly readConfig: ReadConfig;
  /** The engine's address, `127.0.0.1:PORT`; `undefined` while none is known. */
  readonly engine: () => string | undefined;
  readonly log: Log;
  /** Cancels everything that runs. @default never */
  readonly signal?: AbortSignal;
  readonly pace?: Pace | undefined;
}

/** What the resources of one provider process share, whichever of the two providers it is. */
export class Host {
  /** Kept for the whole process, however often it is configured. */
  readonly declarations: Declarations;
  private connections: CloudVerbs.Connections | undefined;
  private session: CloudVerbs.Session | undefined;

  constructor(private readonly options: HostOptions) {
    const { engine, readConfig } = options;
    this.declarations = new Declarations({ engine, cloud: () => ownEndpoint(readConfig, process.env) });
  }

  /** The settings are others from now on. */
  reconfigured(): void {
    this.session = undefined;
  }

  /** @param secretNames - the arguments whose values no message may show */
  check(olds: Properties, news: Properties, secretNames?: ReadonlySet<string>): CheckOutcome {
    const defaultRegion = defaultRegionAndSource(this.options.readConfig, process.env);
    return checkDeclared(this.declarations.declared, defaultRegion, olds, news, secretNames);
  }

  diff(olds: Properties, news: Properties): DiffOutcome {
    const instance = knownInstance(news);
    return diff(olds, news, { isAbandoned: instance !== undefined && this.declarations.abandoned.has(instance) });
  }

  /** The verbs that call the cloud, and the session that they are called with. */
  cloud(): { readonly verbs: typeof CloudVerbs; readonly session: CloudVerbs.Session } {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import() would name a file by its compiled extension
    const verbs = require("./cloud-verbs") as typeof CloudVerbs;
    const { declarations, options } = this;
    this.connections ??= new verbs.Connections();
    this.session ??= new verbs.Session({
      ...options,
      env: process.env,
      declarations,
      connections: this.connections,
      mayBeSent: () => assertEngineIsThere(options.engine()),
    });
    return { verbs, session: this.session };
  }
}
