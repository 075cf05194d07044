import { isGone, restingIn, saysGone } from "./gone-instance";
import { bringTo, type Call } from "./bring-to";
import { inputsOf } from "./arguments";
import type { InstanceSslConfigState } from "./properties";
import type { Session } from "./session";

const ONCE_RESTORED = "If it is restored from there, it has the setting that it had before";

/** Turns SSL off, unless `onDelete` is `retain`, another resource declares the instance, or the instance is gone. */
export async function remove(session: Session, olds: Partial<InstanceSslConfigState>, call: Call = {}): Promise<void> {
  const state = inputsOf(olds);
  const { dbInstanceId } = state;
  const { log = session.log } = call;
  if (state.onDelete === "retain") {
    log(`${dbInstanceId}: SSL stays as it is (onDelete is "retain")`);
    return;
  }
  // Waits for a quiet moment: a program that moves an instance to another resource may declare it a moment later.
  const turnOff = async (): Promise<void> => {
    await session.declarations.moment.wait(session.pace);
    const { problem, mayTurnOff } = session.declarations.abandoned.abandon(state);
    if (!mayTurnOff) {
      log(`${dbInstanceId}: SSL stays as it is, because another resource of this program declares the instance`);
      return;
    }
    if (problem !== undefined) log(`${dbInstanceId}: ${problem}`);
    const result = await bringTo({ sslEnabled: false }, session, state, olds, call);
    if (result.ok) return;
    const resting = restingIn(result.error);
    if (isGone(result.error)) log(saysGone(state));
    else if (resting?.isInRecycleBin === true)
      log(`${dbInstanceId}: ${resting.says}, so nothing was turned off. ${ONCE_RESTORED}`);
    else throw result.error;
  };
  await session.declarations.turns.inTurn(state, turnOff, session.signal);
}
