import { type Action, type ActionContext, OddReply } from "../actions/action";
import { describeDBInstanceAttribute, describeDBInstances, describeReadOnlyGroups } from "../actions/instances";
import { describeRegions, describeZones } from "../actions/regions";
import { describeDBInstanceSSLConfig, modifyDBInstanceSSLConfig, restartDBInstance } from "../actions/ssl-config";
import { assumeRole, assumeRoleWithWebIdentity, getCallerIdentity } from "../actions/sts";
import { describeResourceTagsByResourceIds, getResources } from "../actions/tags";
import { describeTasks } from "../actions/tasks";
import type { ActionName } from "../contract";
import { type AdmittedCall, authorize } from "./admit";
import { type CallResult, successReply } from "./call";
import { type RawParameters, readParameters } from "./parameters";
import { type Attempt, succeeded } from "./received-call";

interface RunnableCall extends AdmittedCall {
  readonly parameters: Attempt<RawParameters>;
  readonly requestId: string;
}

/** Checks the parameters of a call and answers it by its action. @throws ApiError */
export function runAction(call: RunnableCall, context: ActionContext): CallResult {
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
  RestartDBInstance: restartDBInstance,
  DescribeRegions: describeRegions,
  DescribeZones: describeZones,
  AssumeRole: assumeRole,
  AssumeRoleWithWebIdentity: assumeRoleWithWebIdentity,
  GetCallerIdentity: getCallerIdentity,
  GetResources: getResources,
  DescribeResourceTagsByResourceIds: describeResourceTagsByResourceIds,
};
