import { describeDesired, desiredOf, type Instance } from "../model/ssl-setting";
import { PartialStateError } from "../errors/package-errors";
import { Deadline } from "../model/deadline";
import { defined } from "../model/objects";
import {
  DEFAULT_ON_DELETE,
  DEFAULT_TASK_TIMEOUT_SECONDS,
  type InstanceSslConfigInputs,
  type InstanceSslConfigState,
} from "../model/properties";
import { bringTo, type Call } from "./bring-to";
import { changesStateOnly } from "./diff";
import { isGone, restingIn, saysGone } from "./gone-instance";
import type { Session } from "./session";
import { partialState, stateOf, withDeclaredAddress } from "./state";

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
  olds: InstanceSslConfigState,
  inputs: InstanceSslConfigInputs,
  call: Call = {},
): Promise<InstanceSslConfigState> {
  const isAbandoned = session.declarations.isAbandoned({ ...inputs });
  if (!isAbandoned && changesStateOnly({ ...olds }, { ...inputs })) return { ...olds, ...inputs };
  return bring(session, inputs, olds, call);
}

/** The instance's setting as it is now, or `undefined` when the instance is gone. Any other failure is thrown. */
export async function read(
  session: Session,
  instance: Instance,
  olds: Partial<InstanceSslConfigState>,
  { log = session.log }: Call = {},
): Promise<InstanceSslConfigState | undefined> {
  try {
    const { api } = session.tools;
    const observed = await session.declarations.refreshing(() =>
      api.describeSslConfig(instance, readDeadline(session)),
    );
    const inputs: InstanceSslConfigInputs = {
      dbInstanceId: instance.dbInstanceId,
      region: instance.region,
      sslEnabled: observed.sslEnabled,
      onDelete: olds.onDelete ?? DEFAULT_ON_DELETE,
      taskTimeoutSeconds: olds.taskTimeoutSeconds ?? DEFAULT_TASK_TIMEOUT_SECONDS,
    };
    const state = stateOf(withDeclaredAddress(inputs, olds), observed, olds);
    const { unfinishedChange, changeMayArriveUntil } = olds;
    return unfinishedChange === true ? defined({ ...state, unfinishedChange, changeMayArriveUntil }) : state;
  } catch (error) {
    const resting = restingIn(error);
    if (resting !== undefined && isState(olds)) {
      log(
        `${instance.dbInstanceId}: ${resting.says}, so its setting cannot be read. The resource stays in the state as it was`,
      );
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
  const result = await session.declarations.inTurn(inputs, change, session.signal);
  if (result.ok) {
    const { log = session.log } = call;
    const adopted = `${inputs.dbInstanceId}: already as declared, nothing changed (SSL is ${describeDesired(desired)})`;
    if (!result.isFollowed) log(adopted);
    session.declarations.adopt(inputs);
    return stateOf(inputs, result.observed, { ...olds, ...result.trace });
  }
  if (!result.mayHaveChanged) throw result.error;
  throw new PartialStateError(inputs.dbInstanceId, partialState(inputs, olds, result), result.error);
}

/** Whether a read has something to keep: an import and a look-up have not. */
function isState(olds: Partial<InstanceSslConfigState>): olds is InstanceSslConfigState {
  return olds.sslEnabled !== undefined;
}

/** As long as a change may take: of a thousand that are read at once, the last one waits long. */
function readDeadline({ pace, signal }: Session): Deadline {
  return Deadline.in(DEFAULT_TASK_TIMEOUT_SECONDS, pace, signal);
}
