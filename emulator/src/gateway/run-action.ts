import { type Action, type ActionContext, actionTable } from "../actions";
import type { ActionName } from "../contract";
import type { AdmittedCall } from "./admit";
import { authorize } from "./authorize";
import { successReply } from "./envelope";
import type { RawParameters } from "./parse-parameters";
import { type Attempt, succeeded } from "./received-call";
import { readParameters } from "./read-parameters";
import type { CallResult } from "./request";

export interface RunnableCall extends AdmittedCall {
  readonly parameters: Attempt<RawParameters>;
  readonly requestId: string;
}

/** Checks the parameters of a call and answers it by its action. @throws ApiError */
export function runAction(call: RunnableCall, context: Omit<ActionContext, "breakContractOnPurpose">): CallResult {
  const parameters = succeeded(call.parameters);
  authorize(call.credential, call);
  let isSpoilt = false;
  const fields = dispatch(call.action, parameters, { ...context, breakContractOnPurpose: () => (isSpoilt = true) });
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
