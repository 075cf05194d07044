import type { InstanceSslConfigInputs } from "./properties";
import type { Desired } from "../model/ssl-setting";
import { type ChangeTrace, reconcile, type ReconcileResult } from "../reconcile/reconcile";
import type { Log } from "../model/log";
import type { Session } from "./session";

/** Settings of a single call. */
export interface Call {
  /** Where progress lines go. @default the session's log */
  readonly log?: Log | undefined;
  /** How long it may take. @default the resource's `taskTimeoutSeconds` */
  readonly timeoutSeconds?: number | undefined;
  /** How users may name the region of an instance to be read. @default as an argument */
  readonly waysToNameRegion?: (id: string) => string;
}

/** Reconciles the instance with what `desired` says. */
export function bringTo(
  desired: Desired,
  session: Session,
  { dbInstanceId, region, taskTimeoutSeconds }: InstanceSslConfigInputs,
  earlier: ChangeTrace,
  { log = session.log, timeoutSeconds }: Call,
): Promise<ReconcileResult> {
  // Only the instance's names, because errors print what they are given.
  return reconcile({ ...session.tools, log }, { dbInstanceId, region }, desired, {
    timeoutSeconds: timeoutSeconds ?? taskTimeoutSeconds,
    timeoutSetting: timeoutSeconds === undefined ? "taskTimeoutSeconds" : "customTimeouts",
    earlier,
  });
}
