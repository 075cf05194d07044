import { assumptions } from "../assumptions";
import { isOnCloudDisk, restingStatusOf } from "../cloud";
import { ApiError } from "../gateway/api-error";
import type { Action } from "./action";
import { findInstance } from "./find-instance";

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
