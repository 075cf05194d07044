import { type Action, type ActionContext, actionTable } from "../actions";
import type { ActionName } from "../contract";
import type { AdmittedCall } from "./admit";
import { ApiError } from "./api-error";
import { authorize } from "./authorize";
import { successReply } from "./envelope";
import type { RawParameters } from "./parse-parameters";
import { readParameters } from "./read-parameters";
import type { CallResult } from "./request";

export interface RunnableCall extends AdmittedCall {
  readonly raw: RawParameters | ApiError;
  readonly requestId: string;
}

/** Checks the parameters of a call and answers it by its action. @throws ApiError */
export function runAction(call: RunnableCall, context: Omit<ActionContext, "breakContractOnPurpose">): CallResult {
  if (call.raw instanceof ApiError) throw call.raw;
  authorize(call.credential, call);
  let isSpoilt = false;
  const fields = dispatch(call.action, call.raw, { ...context, breakContractOnPurpose: () => (isSpoilt = true) });
  return {
    answer: { status: 200, body: successReply(call.requestId, fields) },
    outcome: "accepted",
    code: "",
    isSpoilt,
  };
}

function dispatch(action: ActionName, raw: RawParameters, context: ActionContext): object {
  // Which parameters belong to which action is known to the table, but not to the compiler.
  const run = actionTable[action] as Action<ActionName>;
  return run(readParameters(action, raw), context);
}
