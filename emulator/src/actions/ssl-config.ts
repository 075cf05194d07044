import { isIP } from "node:net";
import { assumptions } from "../assumptions";
import { restingStatusOf, statusOf } from "../cloud/cloud";
import { type Instance, isOnCloudDisk, majorVersion, sslOff, type SslSetting } from "../cloud/instance";
import type { TaskPlan } from "../cloud/task";
import { ApiError } from "../contract";
import { type Action, type ActionContext, findInstance, OddReply, wrongValue } from "./action";

/** Turns SSL on or off, or moves it to another address: checks, then starts the task that does it. */
export const modifyDBInstanceSSLConfig: Action<"ModifyDBInstanceSSLConfig"> = (parameters, context) => {
  const instance = findInstance(context, parameters.DBInstanceId);
  const wanted = parameters.SSLEnabled ? sslOn(instance, parameters.ConnectAddress, context) : sslOff;
  checkVersion(instance);
  const status = statusOf(instance, context.cloud, context.now);
  if (status !== "running") throw new ApiError("OperationDenied.InstanceStatusLimitError", { status });
  if (isSame(instance.ssl, wanted)) {
    const { unchangedModify } = context.behaviours.current;
    if (unchangedModify === "error") throw wrongValue("The SSL setting is already as asked for.");
    if (unchangedModify === "nothing") {
      instance.modifies += 1;
      return { TaskId: 0 };
    }
  }
  const plan = context.nextTasks.take(instance.id);
  const task = context.changes.setSsl(instance, wanted, plan);
  return taskIdForms[plan.taskId](task.id);
};

function isSame(setting: SslSetting, wanted: SslSetting): boolean {
  if (!setting.enabled || !wanted.enabled) return setting.enabled === wanted.enabled;
  return setting.connectAddress === wanted.connectAddress;
}

/** How the reply gives the task id. */
const taskIdForms: Record<TaskPlan["taskId"], (id: number) => object> = {
  number: (id) => ({ TaskId: id }),
  zero: () => ({ TaskId: 0 }),
  absent: () => ({}),
  string: (id) => new OddReply({ TaskId: String(id) }),
};

const dnsName = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;

function sslOn(instance: Instance, address: string | undefined, { cloud }: ActionContext): SslSetting {
  if (address === undefined || address === "") {
    throw new ApiError(assumptions.missingAddressCode.value, {
      reason: "ConnectAddress is required when SSL is turned on.",
    });
  }
  if (isIP(address) === 0 && !dnsName.test(address)) {
    throw new ApiError(assumptions.malformedAddressCode.value, {
      reason: "ConnectAddress is neither an IP address nor a domain name.",
    });
  }
  const addresses = cloud.addressesOf(instance);
  const connectAddress = addresses.find((known) => known === address.toLowerCase());
  if (connectAddress === undefined) {
    throw new ApiError(assumptions.foreignAddressCode.value, {
      reason: `ConnectAddress ${address} is no address of ${instance.id}.`,
    });
  }
  return { enabled: true, connectAddress };
}

function checkVersion(instance: Instance): void {
  if (majorVersion(instance) >= oldestMajorVersion) return;
  throw new ApiError(assumptions.oldVersionCode.value, {
    reason: `SSL needs PostgreSQL ${oldestMajorVersion} or later; ${instance.id} runs ${instance.version}.`,
  });
}

/** Source: the product's SSL guide, https://cloud.tencent.com/document/product/409/115986 */
const oldestMajorVersion = 11;

/** Tells whether SSL is on, for which address, and where the certificate of the authority is. */
export const describeDBInstanceSSLConfig: Action<"DescribeDBInstanceSSLConfig"> = (parameters, context) => {
  const instance = findInstance(context, parameters.DBInstanceId);
  const { ssl } = instance;
  const status = restingStatusOf(instance);
  if (unreadable.includes(status)) throw new ApiError("OperationDenied.InstanceStatusLimitError", { status });
  return {
    SSLEnabled: ssl.enabled,
    CAUrl: ssl.enabled ? context.ca.url : "",
    ConnectAddress: ssl.enabled ? ssl.connectAddress : "",
    ...(isOnCloudDisk(instance) ? caFields(ssl.enabled ? context.ca : undefined) : {}),
  };
};

const unreadable: readonly string[] = assumptions.unreadableStatuses.value;

function caFields(ca: { pem: string; jksBase64: string; p7bBase64: string } | undefined) {
  return { CACert: ca?.pem ?? "", CAJKS: ca?.jksBase64 ?? "", CAP7B: ca?.p7bBase64 ?? "" };
}

/** Starts the task that restarts an instance. */
export const restartDBInstance: Action<"RestartDBInstance"> = (parameters, context) => {
  const instance = findInstance(context, parameters.DBInstanceId);
  const status = statusOf(instance, context.cloud, context.now);
  if (status !== "running") throw new ApiError("OperationDenied.InstanceStatusLimitOpError", { status });
  const { id } = context.changes.startOther(instance, "restart", context.nextTasks.take(instance.id));
  return { FlowId: id, TaskId: id };
};
