import { randomUUID } from "node:crypto";
import type { ActionContext } from "../actions/action";
import type { Cloud } from "../cloud/cloud";
import { type ActionName, ApiError, callsPerSecond, isActionName, type Language } from "../contract";
import type { Credentials } from "../signature/identities";
import { admit, type RateLimit } from "./admit";
import { type ApiAnswer, type ApiRequest, type CallLog, type CallResult, errorReply } from "./call";
import { applyFault, type Faults } from "./faults";
import { receive, type ReceivedCall } from "./received-call";
import { runAction } from "./run-action";

interface GatewayParts {
  readonly credentials: Credentials;
  readonly limit: RateLimit;
  readonly faults: Faults;
  readonly calls: CallLog;
  /** What the actions work on; the rest is known with the call. */
  readonly base: Omit<ActionContext, "region" | "now" | "caller" | "requestId">;
  readonly now: () => number;
  /** Called with every reply that was not spoilt on purpose. */
  readonly onReply: ((action: ActionName, body: string) => void) | undefined;
}

/** Answers requests to the API: admits them, limits them, applies faults and hands them to their action. */
export class Gateway {
  constructor(private readonly parts: GatewayParts) {}

  /** Never throws: whatever goes wrong is answered in the API's form. */
  async answer(request: ApiRequest): Promise<ApiAnswer> {
    const begun = performance.now();
    const at = new Date(this.parts.now()).toISOString();
    const requestId = randomUUID();
    try {
      const call = receive(request);
      const action = call.common("Action") ?? "";
      const instances = namedInstances(call, this.parts.base.cloud);
      const { answer, outcome, code, isSpoilt } = await this.run(call, requestId, { action, instances });
      const milliseconds = performance.now() - begun;
      this.parts.calls.add({ at, action, instances, requestId, outcome, code, milliseconds });
      if (answer !== "cut" && !isSpoilt && isActionName(action)) this.parts.onReply?.(action, answer.body);
      return answer;
    } catch (error) {
      // No part of the gateway expected this.
      return failure(requestId, error, "en-US").answer;
    }
  }

  private async run(
    call: ReceivedCall,
    requestId: string,
    target: { action: string; instances: readonly string[] },
  ): Promise<CallResult> {
    const { credentials, limit, faults, base, now } = this.parts;
    const language: Language = call.common("Language") === "zh-CN" ? "zh-CN" : "en-US";
    const answered = (answer: () => CallResult): CallResult => {
      try {
        return answer();
      } catch (error) {
        return failure(requestId, error, language);
      }
    };
    try {
      const admitted = admit(call, credentials, now());
      limit.count(admitted.action, now(), callsPerSecond(admitted.action));
      const context = { ...base, region: admitted.region, now: now(), caller: admitted.credential, requestId };
      const answerNormally = () =>
        answered(() => runAction({ ...admitted, parameters: call.parameters, requestId }, context));
      const fault = faults.take(target);
      if (!fault) return answerNormally();
      return await applyFault(fault, {
        answerNormally,
        answerWithError: (code, message) => failed(requestId, code, message),
      });
    } catch (error) {
      return failure(requestId, error, language);
    }
  }
}

function failure(requestId: string, error: unknown, language: Language): CallResult {
  if (error instanceof ApiError) return failed(requestId, error.code, error.text(language));
  // The client only learns that something failed; the log says what.
  console.error(error);
  return failed(requestId, "InternalError", new ApiError("InternalError").text(language));
}

function failed(requestId: string, code: string, message: string): CallResult {
  const outcome = code.startsWith("RequestLimitExceeded") ? "limited" : "failed";
  return { answer: { status: 200, body: errorReply(requestId, code, message) }, outcome, code, isSpoilt: false };
}

/** The instances that a call is about: the one that it names, and that of the task which it names. */
function namedInstances({ parameters }: ReceivedCall, cloud: Cloud): string[] {
  if (parameters instanceof ApiError) return [];
  const { DBInstanceId: id, TaskId: taskId } = parameters.values;
  // Nothing has been held against the contract yet, so both can be anything at all.
  const isTaskId = typeof taskId === "number" || typeof taskId === "string";
  const task = isTaskId ? cloud.tasks.get(Number(taskId)) : undefined;
  return [...(typeof id === "string" ? [id] : []), ...(task ? [task.instanceId] : [])];
}
