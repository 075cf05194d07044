import type { InstanceSslConfigInputs } from "./properties";

/** The SSL setting that an instance should have. */
export type Desired = { readonly sslEnabled: false } | { readonly sslEnabled: true; readonly connectAddress: string };

/** The setting that a resource's inputs declare: while SSL is off, an address has no meaning and is left out. */
export function desiredOf(inputs: Pick<InstanceSslConfigInputs, "sslEnabled" | "connectAddress">): Desired {
  return inputs.sslEnabled ? { sslEnabled: true, connectAddress: inputs.connectAddress ?? "" } : { sslEnabled: false };
}

/** The words for a desired setting in progress lines and errors: `on for 10.0.0.4` or `off`. */
export function describeDesired(desired: Desired): string {
  return desired.sslEnabled ? `on for ${desired.connectAddress}` : "off";
}
