/**
 * What the serialised provider calls, by name, in the process that runs dynamic providers. The names and shapes of these
 * functions are a contract with every state ever written: new ones may be added, none may change or be removed.
 */
import { settingText } from "../cloud/settings";
import { InstanceSslConfigError } from "../errors/package-errors";
import { inputsOf } from "../resource/arguments";
import type { CheckOutcome } from "../resource/check";
import type { DiffOutcome } from "../resource/diff";
import { engineAddress, watchEngine } from "../resource/engine";
import { Host } from "../resource/host";
import type { Properties } from "../resource/properties";
import { PROVIDER_PROPERTY } from "../resource/pulumi-names";

export type { Properties };

/** The part of Pulumi's ConfigureRequest that is used: the stack's configuration, with secrets decrypted. */
export interface ConfigureRequest {
  readonly config: { get(key: string): string | undefined };
}

let config: ConfigureRequest["config"] = { get: () => undefined };
/** Pulumi passes the engine's address to a provider process as the first argument. */
const engine = engineAddress(process.argv[2]);
const host = new Host({
  readConfig: (key) => {
    const value: unknown = config.get(key);
    return value === undefined ? undefined : settingText(value);
  },
  engine: () => engine,
  // The dynamic provider's stdout is what the user sees, live, under the stack's messages.
  log: (line) => console.log(line),
});
let isWatching = false;

export function configure(request: ConfigureRequest): Promise<void> {
  if (!isWatching) endWithEngine();
  isWatching = true;
  config = request.config;
  host.reconfigured();
  return Promise.resolve();
}

/**
 * Ends this process when its engine has ended; what runs in the cloud goes on, and the next run takes it over.
 *
 * Nobody reads its lines then. The SDK prints an error of stdout, which is the next such error, and so on for ever: such
 * errors are left to nobody.
 */
function endWithEngine(): void {
  if (engine === undefined) return;
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
  watchEngine(engine, () => process.exit());
}

export function check(olds: Properties, news: Properties): Promise<CheckOutcome> {
  return Promise.resolve(host.check(olds, news));
}

export function diff(_id: string, olds: Properties, news: Properties): Promise<DiffOutcome> {
  return Promise.resolve(host.diff(olds, news));
}

export async function create(inputs: Properties): Promise<{ id: string; outs: Properties }> {
  const { verbs, session } = host.cloud();
  const state = await keepingProvider(verbs, inputs, () => verbs.create(session, inputsOf(inputs)));
  return { id: state.dbInstanceId, outs: { ...state } };
}

export async function update(_id: string, olds: Properties, news: Properties): Promise<{ outs: Properties }> {
  const { verbs, session } = host.cloud();
  const outs = await keepingProvider(verbs, news, () => verbs.update(session, olds, inputsOf(news)));
  return { outs: { ...outs } };
}

export async function read(
  id: string,
  props: Properties = {},
): Promise<{ id?: string; props?: Properties; inputs?: Properties }> {
  const { verbs, session } = host.cloud();
  const state = await shownOnce(() => verbs.read(session, { dbInstanceId: id }, props));
  return state === undefined ? {} : { id, props: { ...state }, inputs: { ...inputsOf(state) } };
}

async function del(_id: string, props: Properties): Promise<void> {
  const { verbs, session } = host.cloud();
  return shownOnce(() => verbs.remove(session, props));
}
export { del as delete };

/** The engine saves the properties of a partial state as they are; without the provider in them nobody could delete it. */
async function keepingProvider<T>(
  { PartialStateError }: ReturnType<Host["cloud"]>["verbs"],
  inputs: Properties,
  verb: () => Promise<T>,
): Promise<T> {
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
