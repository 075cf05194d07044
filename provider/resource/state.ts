import { InstanceSslConfigError } from "../errors/package-errors";
import { defined } from "../model/objects";
import { type Observed, settingOf } from "../model/ssl-setting";
import type { ChangeTrace, ReconcileFailure } from "../reconcile/reconcile";
import { inputsOf } from "./arguments";
import type { InstanceSslConfigInputs, InstanceSslConfigState } from "./properties";

/** The arguments as observed, and what the cloud adds. What is no longer known is left out. */
export function stateOf(
  inputs: InstanceSslConfigInputs,
  observed: Observed,
  { taskId, requestId }: ChangeTrace,
): InstanceSslConfigState {
  const { sslEnabled, caUrl, caCertificate } = observed;
  // While SSL is off the cloud knows no address. The declared one stays, so that it is no drift.
  const setting = sslEnabled ? settingOf(observed) : { sslEnabled };
  return defined({ ...inputs, ...setting, caUrl, caCertificate, taskId, requestId });
}

/**
 * A change was started and did not take effect. The engine keeps a resource whose create or update throws an error with
 * `id`, `properties` and `reasons`, and calls update at the next `up` even if the program did not change.
 */
export class PartialStateError extends InstanceSslConfigError {
  override readonly name = "PartialStateError";
  readonly reasons: readonly string[];

  constructor(
    readonly id: string,
    readonly state: InstanceSslConfigState,
    cause: Error,
  ) {
    super(cause.message, { cause });
    this.reasons = [cause.message];
  }
}

/** The error about an unfinished change. Its state has the instance as last observed, never as desired. */
export function unfinishedChange(
  inputs: InstanceSslConfigInputs,
  olds: Partial<InstanceSslConfigState>,
  { observed, trace, error }: ReconcileFailure,
): PartialStateError {
  const seen = observed ?? { sslEnabled: olds.sslEnabled ?? false };
  const { changeMayArriveUntil } = trace;
  const state = stateOf(inputs, seen, { ...olds, ...trace });
  return new PartialStateError(
    inputs.dbInstanceId,
    defined({ ...state, unfinishedChange: true as const, changeMayArriveUntil }),
    error,
  );
}

/** The state after a read: what the cloud knows is as observed, and everything else as before. */
export function refreshed(
  instance: Pick<InstanceSslConfigInputs, "dbInstanceId" | "region">,
  olds: Partial<InstanceSslConfigState>,
  observed: Observed,
): InstanceSslConfigState {
  const state = stateOf(inputsOf({ ...olds, ...instance }), observed, olds);
  const { unfinishedChange, changeMayArriveUntil } = olds;
  return unfinishedChange === true ? defined({ ...state, unfinishedChange, changeMayArriveUntil }) : state;
}
