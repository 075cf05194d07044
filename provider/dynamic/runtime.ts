/**
 * What the serialised provider calls, by name, in the process that runs dynamic providers. The names and shapes of these
 * functions are a contract with every state ever written: new ones may be added, none may change or be removed.
 */
import { InstanceSslConfigError } from "../errors/package-errors";
import { inputsOf } from "../resource/arguments";
import type { CheckOutcome } from "../resource/check";
import { Declarations } from "../resource/declarations";
import { checkDeclared } from "../resource/declare";
import { defaultRegionAndSource, ownEndpoint, type ReadConfig } from "../cloud/settings";
import { diff as compare, type DiffOutcome } from "../resource/diff";
import { assertEngineIsThere as beforeWrite, engineAddress, watchEngine } from "../resource/engine";
import type * as Lifecycle from "../resource/lifecycle";
import type { Properties } from "../resource/properties";
import { PROVIDER_PROPERTY } from "../resource/pulumi-names";
import type * as Sessions from "../resource/session";
import { PartialStateError } from "../resource/state";

export type { Properties };

/** The part of Pulumi's ConfigureRequest that is used: the stack's configuration, with secrets decrypted. */
export interface ConfigureRequest {
  readonly config: { get(key: string): string | undefined };
}

let config: ConfigureRequest["config"] = { get: () => undefined };
const readConfig: ReadConfig = (key) => asText(config.get(key));

/** Kept for the whole process, however often it is configured: resources of one stack may carry different texts. */
const declarations = new Declarations({
  engine: engineAddress,
  cloud: () => ownEndpoint(readConfig, process.env),
});
let connections: Sessions.Connections | undefined;
let cloud: CloudVerbs | undefined;
let endsWithEngine: boolean | undefined;

export function configure(request: ConfigureRequest): Promise<void> {
  endsWithEngine ??= endWithEngine();
  config = request.config;
  cloud = undefined;
  return Promise.resolve();
}

/**
 * Ends this process when its engine has ended; what runs in the cloud goes on, and the next run takes it over.
 *
 * Nobody reads its lines then. The SDK prints an error of stdout, which is the next such error, and so on for ever: such
 * errors are left to nobody.
 */
function endWithEngine(): boolean {
  const address = engineAddress();
  if (address === undefined) return false;
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
  watchEngine(address, () => process.exit());
  return true;
}

/** Values that look like numbers or booleans may arrive as such. */
function asText(value: unknown): string | undefined {
  return typeof value === "string" ? value : value === undefined ? undefined : JSON.stringify(value);
}

export function check(olds: Properties, news: Properties): Promise<CheckOutcome> {
  const defaultRegion = defaultRegionAndSource(readConfig, process.env);
  return Promise.resolve(checkDeclared({ declarations, defaultRegion }, olds, news));
}

export function diff(_id: string, olds: Properties, news: Properties): Promise<DiffOutcome> {
  return Promise.resolve(compare(olds, news, { isAbandoned: declarations.isAbandoned(news) }));
}

export async function create(inputs: Properties): Promise<{ id: string; outs: Properties }> {
  const { lifecycle, session } = cloudVerbs();
  const state = await keepingProvider(inputs, () => lifecycle.create(session, inputsOf(inputs)));
  return { id: state.dbInstanceId, outs: { ...state } };
}

export async function update(_id: string, olds: Properties, news: Properties): Promise<{ outs: Properties }> {
  const { lifecycle, session } = cloudVerbs();
  const outs = await keepingProvider(news, () => lifecycle.update(session, olds, inputsOf(news)));
  return { outs: { ...outs } };
}

export async function read(
  id: string,
  props: Properties = {},
): Promise<{ id?: string; props?: Properties; inputs?: Properties }> {
  const { lifecycle, session } = cloudVerbs();
  const state = await shownOnce(() => lifecycle.read(session, { dbInstanceId: id }, props));
  if (state === undefined) return {};
  return { id, props: { ...state }, inputs: inputsOf(state) };
}

async function del(_id: string, props: Properties): Promise<void> {
  const { lifecycle, session } = cloudVerbs();
  return shownOnce(() => lifecycle.remove(session, props));
}
export { del as delete };

interface CloudVerbs {
  readonly lifecycle: typeof Lifecycle;
  readonly session: Sessions.Session;
}

/** Loads the code that calls the cloud when it is first needed: a preview without changes does not need it. */
function cloudVerbs(): CloudVerbs {
  cloud ??= loadCloudVerbs();
  return cloud;
}

/* eslint-disable @typescript-eslint/no-require-imports --
   the modules to be loaded late are this package's own, CommonJS like this one; an import() would name files by an
   extension that only the compiled ones have */
function loadCloudVerbs(): CloudVerbs {
  const lifecycle = require("../resource/lifecycle") as typeof Lifecycle;
  const { Connections, Session } = require("../resource/session") as typeof Sessions;
  // The dynamic provider's stdout is what the user sees, live, under the stack's messages.
  const log = (line: string): void => console.log(line);
  connections ??= new Connections();
  const session = new Session({ readConfig, env: process.env, log, declarations, connections, beforeWrite });
  return { lifecycle, session };
}
/* eslint-enable @typescript-eslint/no-require-imports */

/** The engine saves the properties of a partial state as they are; without the provider in them nobody could delete it. */
async function keepingProvider<T>(inputs: Properties, verb: () => Promise<T>): Promise<T> {
  try {
    return await verb();
  } catch (error) {
    if (!(error instanceof PartialStateError)) throw error;
    const properties = { ...error.state, [PROVIDER_PROPERTY]: inputs[PROVIDER_PROPERTY] };
    throw Object.assign(error, { properties });
  }
}

/**
 * Runs a read or a delete. Of these verbs the SDK prints an error with its stack, beside the message that the engine shows. The
 * message of an error of ours is complete, so what the SDK prints only points there.
 */
async function shownOnce<T>(verb: () => Promise<T>): Promise<T> {
  try {
    return await verb();
  } catch (error) {
    if (!(error instanceof InstanceSslConfigError)) throw error;
    const { name } = error;
    throw Object.assign(error, { toString: () => name, stack: "the resource's own message says what happened" });
  }
}
