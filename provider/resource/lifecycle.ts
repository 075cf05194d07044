import { describeDesired, type Desired, desiredOf, type Instance } from "../model/ssl-setting";
import { PartialStateError } from "../errors/package-errors";
import { Deadline } from "../model/deadline";
import {
  DEFAULT_ON_DELETE,
  DEFAULT_TASK_TIMEOUT_SECONDS,
  type InstanceSslConfigInputs,
  type InstanceSslConfigState,
} from "../model/properties";
import { type ChangeTrace, reconcile, type ReconcileResult } from "../reconcile/reconcile";
import type { Log } from "../tasks/progress";
import { changesStateOnly } from "./diff";
import { isGone, saysGone } from "./gone-instance";
import type { Session } from "./session";
import { partialState, stateOf, withDeclaredAddress } from "./state";

/** Settings of a single call. */
export interface Call {
  /** Where progress lines go. @default the session's log */
  readonly log?: Log | undefined;
  /** How long it may take. @default the resource's `taskTimeoutSeconds` */
  readonly timeoutSeconds?: number | undefined;
}

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
    return olds.unfinishedChange === true ? { ...state, unfinishedChange: true } : state;
  } catch (error) {
    if (!isGone(error)) throw error;
    if (olds.sslEnabled !== undefined) log(`${saysGone(instance)}. The resource leaves the state`);
    return undefined;
  }
}

/** Turns SSL off, unless `onDelete` is `retain`, another resource declares the instance, or the instance is gone. */
export async function remove(session: Session, state: InstanceSslConfigState, call: Call = {}): Promise<void> {
  const { dbInstanceId } = state;
  const { log = session.log } = call;
  if (state.onDelete === "retain") {
    log(`${dbInstanceId}: SSL stays as it is (onDelete is "retain")`);
    return;
  }
  // Waits for a quiet moment: a program that moves an instance to another resource may declare it a moment later.
  const turnOff = async (): Promise<void> => {
    await session.declarations.quiet(session.pace);
    const { problem, mayTurnOff } = session.declarations.abandon(state);
    if (!mayTurnOff) {
      log(`${dbInstanceId}: SSL stays as it is, because another resource of this program declares the instance`);
      return;
    }
    if (problem !== undefined) log(`${dbInstanceId}: ${problem}`);
    const result = await bringTo({ sslEnabled: false }, session, state, state, call);
    if (result.ok) return;
    if (!isGone(result.error)) throw result.error;
    log(saysGone(state));
  };
  await session.declarations.inTurn(state, turnOff, session.signal);
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

function bringTo(
  desired: Desired,
  session: Session,
  { dbInstanceId, region, taskTimeoutSeconds }: InstanceSslConfigInputs,
  { taskId: earlierTaskId }: ChangeTrace,
  { log = session.log, timeoutSeconds }: Call,
): Promise<ReconcileResult> {
  // Only the instance's names, because errors print what they are given.
  return reconcile({ ...session.tools, log }, { dbInstanceId, region }, desired, {
    timeoutSeconds: timeoutSeconds ?? taskTimeoutSeconds,
    timeoutSetting: timeoutSeconds === undefined ? "taskTimeoutSeconds" : "customTimeouts",
    earlierTaskId,
  });
}

/** As long as a change may take: of a thousand that are read at once, the last one waits long. */
function readDeadline({ pace, signal }: Session): Deadline {
  return Deadline.in(DEFAULT_TASK_TIMEOUT_SECONDS, pace, signal);
}
