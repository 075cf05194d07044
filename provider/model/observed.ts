import type { Desired } from "./desired";

/** The SSL setting of an instance, as DescribeDBInstanceSSLConfig reports it. */
export interface Observed {
  readonly sslEnabled: boolean;
  /** The address that the server certificate names; absent while SSL is off. */
  readonly connectAddress?: string;
  readonly caUrl?: string;
  readonly caCertificate?: string;
}

/** Whether an instance's setting is the desired one. While SSL is off, the address does not matter. */
export function isAsDesired(observed: Observed, desired: Desired): boolean {
  if (!desired.sslEnabled) return !observed.sslEnabled;
  return observed.sslEnabled && observed.connectAddress === desired.connectAddress;
}
