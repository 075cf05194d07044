import { isIPv6 } from "node:net";

/** Where an instance lives: what every request about it needs. */
export interface Instance {
  readonly dbInstanceId: string;
  readonly region: string;
}

/** A key for maps: the same text for the same instance. */
export function instanceKey({ region, dbInstanceId }: Instance): string {
  return `${region}/${dbInstanceId}`;
}

/** The SSL setting that an instance should have. */
export type Desired = { readonly sslEnabled: false } | { readonly sslEnabled: true; readonly connectAddress: string };

/** The setting that a resource's inputs declare: while SSL is off, an address has no meaning and is left out. */
export function desiredOf(inputs: Pick<Observed, "sslEnabled" | "connectAddress">): Desired {
  return inputs.sslEnabled ? { sslEnabled: true, connectAddress: inputs.connectAddress ?? "" } : { sslEnabled: false };
}

/** The words for a desired setting in progress lines and errors: `on for 10.0.0.4` or `off`. */
export function describeDesired(desired: Desired): string {
  return desired.sslEnabled ? `on for ${desired.connectAddress}` : "off";
}

/** The words for a change: `turning SSL on for 10.0.0.4`, `turning SSL off`, `moving SSL from 10.0.0.4 to 10.0.0.5`. */
export function describeChange(desired: Desired, before: Observed | undefined): string {
  return desired.sslEnabled && before?.sslEnabled === true
    ? `moving SSL from ${before.connectAddress ?? "no address"} to ${desired.connectAddress}`
    : `turning SSL ${describeDesired(desired)}`;
}

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

/**
 * An IP address or a DNS name in the one spelling in which addresses are compared: without blanks around it, in lower case,
 * and for IPv6 in the form of RFC 5952.
 */
export function canonicalAddress(address: string): string {
  const text = address.trim().toLowerCase();
  // A zone (`%eth0`) is no part of an address that a certificate can name; such text is left to `check`.
  return isIPv6(text) && !text.includes("%") ? new URL(`http://[${text}]`).hostname.slice(1, -1) : text;
}
