import { defined } from "../model/objects";
import type { InstanceSslConfigInputs, InstanceSslConfigState } from "../model/properties";
import type { Observed } from "../model/ssl-setting";
import type { ChangeTrace, ReconcileFailure } from "../reconcile/reconcile";

/** The arguments as observed, and what the cloud adds. What is no longer known is left out. */
export function stateOf(
  inputs: InstanceSslConfigInputs,
  observed: Observed,
  { taskId, requestId }: ChangeTrace,
): InstanceSslConfigState {
  const { caUrl, caCertificate } = observed;
  const connectAddress = observed.sslEnabled ? observed.connectAddress : inputs.connectAddress;
  return defined({
    dbInstanceId: inputs.dbInstanceId,
    region: inputs.region,
    onDelete: inputs.onDelete,
    taskTimeoutSeconds: inputs.taskTimeoutSeconds,
    sslEnabled: observed.sslEnabled,
    connectAddress,
    caUrl,
    caCertificate,
    taskId,
    requestId,
  });
}

/** The state after an unfinished change: the instance as last observed, never as desired. */
export function partialState(
  inputs: InstanceSslConfigInputs,
  olds: Partial<InstanceSslConfigState>,
  { observed, trace }: ReconcileFailure,
): InstanceSslConfigState {
  const seen = observed ?? { sslEnabled: olds.sslEnabled ?? false };
  const { changeMayArriveUntil } = trace;
  return defined({
    ...stateOf(inputs, seen, { ...olds, ...trace }),
    unfinishedChange: true as const,
    changeMayArriveUntil,
  });
}

/** While SSL is off the cloud knows no address. The declared one stays in the inputs, so that it is no drift. */
export function withDeclaredAddress(
  inputs: InstanceSslConfigInputs,
  { connectAddress }: Partial<InstanceSslConfigState>,
): InstanceSslConfigInputs {
  return connectAddress === undefined ? inputs : { ...inputs, connectAddress };
}
