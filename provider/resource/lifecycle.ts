import { SettingsError } from "../errors/package-errors";
import { printable } from "../model/printable";
import { describeDesired, desiredOf } from "../model/ssl-setting";
import { outputsOf } from "./arguments";
import { bringTo, type Call } from "./bring-to";
import { changesStateOnly } from "./diff";
import { isGone, restingIn, saysGone } from "./gone-instance";
import type { InstanceSslConfigInputs, InstanceSslConfigState } from "./properties";
import { noRegionToRead } from "./rules";
import type { Session } from "./session";
import { refreshed, stateOf, unfinishedChange } from "./state";

export { remove } from "./remove";

/** Brings the instance to the desired setting, or adopts it as it is, and returns what was observed. */
export async function create(
  session: Session,
  inputs: InstanceSslConfigInputs,
  call: Call = {},
): Promise<InstanceSslConfigState> {
  return bring(session, inputs, {}, call);
}

/** The same path as {@link create}. A change of arguments that the cloud does not know needs no call. */
export async function update(
  session: Session,
  olds: Partial<InstanceSslConfigState>,
  inputs: InstanceSslConfigInputs,
  call: Call = {},
): Promise<InstanceSslConfigState> {
  const isAbandoned = session.declarations.abandoned.has(inputs);
  if (!isAbandoned && changesStateOnly({ ...olds }, { ...inputs })) return { ...outputsOf(olds), ...inputs };
  return bring(session, inputs, olds, call);
}

/** The instance's setting as it is now, or `undefined` when the instance is gone. Any other failure is thrown. */
export async function read(
  session: Session,
  { dbInstanceId, region: asked }: { readonly dbInstanceId: string; readonly region?: string },
  olds: Partial<InstanceSslConfigState>,
  { log = session.log, waysToNameRegion }: Call = {},
): Promise<InstanceSslConfigState | undefined> {
  const id = printable(dbInstanceId, 60);
  const region = [asked, olds.region, session.defaultRegion].find((name) => name !== undefined && name !== "");
  if (region === undefined) throw new SettingsError(noRegionToRead(id, waysToNameRegion?.(id)));
  const instance = { dbInstanceId, region };
  try {
    const { api } = session.tools;
    const observed = await session.declarations.moment.refreshing(() =>
      api.describeSslConfig(instance, session.readLimits()),
    );
    return refreshed(instance, olds, observed);
  } catch (error) {
    const resting = restingIn(error);
    if (resting !== undefined && isState(olds)) {
      log(`${dbInstanceId}: ${resting.says}, so its setting cannot be read. The resource stays in the state as it was`);
      return olds;
    }
    if (!isGone(error)) throw error;
    if (olds.sslEnabled !== undefined) log(`${saysGone(instance)}. The resource leaves the state`);
    return undefined;
  }
}

async function bring(
  session: Session,
  inputs: InstanceSslConfigInputs,
  olds: Partial<InstanceSslConfigState>,
  call: Call,
): Promise<InstanceSslConfigState> {
  const desired = desiredOf(inputs);
  const change = () => bringTo(desired, session, inputs, olds, call);
  const result = await session.declarations.turns.inTurn(inputs, change, session.signal);
  if (result.ok) {
    const { log = session.log } = call;
    const adopted = `${inputs.dbInstanceId}: already as declared, nothing changed (SSL is ${describeDesired(desired)})`;
    if (!result.isFollowed) log(adopted);
    session.declarations.abandoned.adopt(inputs);
    return stateOf(inputs, result.observed, { ...olds, ...result.trace });
  }
  if (!result.mayHaveChanged) throw result.error;
  throw unfinishedChange(inputs, olds, result);
}

/** Whether a read has something to keep: an import and a look-up have not. */
function isState(olds: Partial<InstanceSslConfigState>): olds is InstanceSslConfigState {
  return olds.sslEnabled !== undefined;
}
