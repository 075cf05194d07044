import { randomUUID } from "node:crypto";
import { type Action, type ActionContext, OddReply } from "../actions/action";
import {
  describeDBInstanceAttribute,
  describeDBInstances,
  describeMaintainTimeWindow,
  describeReadOnlyGroups,
} from "../actions/instances";
import { describeRegions, describeZones } from "../actions/regions";
import { describeDBInstanceSSLConfig, modifyDBInstanceSSLConfig, restartDBInstance } from "../actions/ssl-config";
import { assumeRole, assumeRoleWithWebIdentity, getCallerIdentity } from "../actions/sts";
import { describeResourceTagsByResourceIds, getResources } from "../actions/tags";
import { describeTasks } from "../actions/tasks";
import type { Cloud } from "../cloud/cloud";
import { type ActionName, ApiError, callsPerSecond, isActionName, type Language } from "../contract";
import type { Credentials } from "../signature/identities";
import { admit, type AdmittedCall, authorize, type RateLimit } from "./admit";
import { type ApiAnswer, type ApiRequest, type CallLog, type CallResult, errorReply, successReply } from "./call";
import { applyFault, type Faults } from "./faults";
import { readParameters } from "./parameters";
import type { RawParameters } from "./raw-parameters";
import { type Attempt, receive, type ReceivedCall, succeeded } from "./received-call";

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
      const answer = (from: AdmittedCall) => {
        const context = { ...base, region: from.region, now: now(), caller: from.credential, requestId };
        return runAction({ ...from, parameters: call.parameters, requestId }, context);
      };
      const answerNormally = () => answered(() => answer(admitted));
      const fault = faults.take(target);
      if (!fault) return answerNormally();
      return await applyFault(fault, {
        answerNormally,
        // A signature may expire on the way.
        answerOnArrival: () => answered(() => answer(admit(call, credentials, now()))),
        signal: faults.signal,
        answerWithError: (code, message) => failed(requestId, code, message),
      });
    } catch (error) {
      return failure(requestId, error, language);
    }
  }
}

interface RunnableCall extends AdmittedCall {
  readonly parameters: Attempt<RawParameters>;
  readonly requestId: string;
}

/** Checks the parameters of a call and answers it by its action. @throws ApiError */
function runAction(call: RunnableCall, context: ActionContext): CallResult {
  const parameters = succeeded(call.parameters);
  authorize(call.credential, call);
  const reply = dispatch(call.action, parameters, context);
  const isSpoilt = reply instanceof OddReply;
  const body = successReply(call.requestId, isSpoilt ? reply.fields : reply);
  return { answer: { status: 200, body }, outcome: "accepted", code: "", isSpoilt };
}

function dispatch(action: ActionName, raw: RawParameters, context: ActionContext): object {
  // Which parameters belong to which action is known to the table, but not to the compiler.
  const run = actionTable[action] as Action<ActionName>;
  return run(readParameters(action, raw), context);
}

/** Which function answers which action. */
const actionTable: { readonly [A in ActionName]: Action<A> } = {
  ModifyDBInstanceSSLConfig: modifyDBInstanceSSLConfig,
  DescribeDBInstanceSSLConfig: describeDBInstanceSSLConfig,
  DescribeTasks: describeTasks,
  DescribeDBInstances: describeDBInstances,
  DescribeDBInstanceAttribute: describeDBInstanceAttribute,
  DescribeReadOnlyGroups: describeReadOnlyGroups,
  DescribeMaintainTimeWindow: describeMaintainTimeWindow,
  RestartDBInstance: restartDBInstance,
  DescribeRegions: describeRegions,
  DescribeZones: describeZones,
  AssumeRole: assumeRole,
  AssumeRoleWithWebIdentity: assumeRoleWithWebIdentity,
  GetCallerIdentity: getCallerIdentity,
  GetResources: getResources,
  DescribeResourceTagsByResourceIds: describeResourceTagsByResourceIds,
};

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
