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

interface On {
  readonly sslEnabled: true;
  readonly connectAddress: string;
}

/** The SSL setting that an instance should have. */
export type Desired = { readonly sslEnabled: false } | On;

/** What has a meaning while SSL is on only. The type makes it complete, so that no comparison forgets a field. */
const FIELDS: Readonly<Record<Exclude<keyof On, "sslEnabled">, true>> = { connectAddress: true };
const NAMES = Object.keys(FIELDS) as (keyof typeof FIELDS)[];

/** A setting as resources and the cloud name it, before what has no meaning is left out. */
type Setting = Pick<Observed, "sslEnabled" | keyof typeof FIELDS>;

/** The setting that a resource's inputs declare: while SSL is off, an address has no meaning and is left out. */
export function desiredOf(inputs: Setting): Desired {
  return inputs.sslEnabled ? { sslEnabled: true, connectAddress: inputs.connectAddress ?? "" } : { sslEnabled: false };
}

/** All fields of an observed setting, those too that the cloud left out, and nothing else of it. */
export function settingOf(observed: Setting): Setting {
  const fields = Object.fromEntries(NAMES.map((name) => [name, observed[name]]));
  return { sslEnabled: observed.sslEnabled, ...fields };
}

/** The same text for the same setting, and for no other one. */
export function settingKey(setting: Setting | Desired): string {
  return JSON.stringify(setting.sslEnabled ? NAMES.map((name) => setting[name] ?? null) : "off");
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
  return settingKey(observed) === settingKey(desired);
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
