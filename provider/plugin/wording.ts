import { printableValue } from "../model/printable";
import { UNKNOWN_VALUE } from "../model/properties";
import type { Received } from "./values";

const HIDDEN = "[secret]";

/** The namespace of this provider's settings, and the one that the core uses for them in its messages. */
export const OWN_NAMESPACE = "tencentcloud-postgres-ssl:";
const COMMON_NAMESPACE = /\btencentcloud:(?=[a-z])/gi;

/**
 * Edits every text for the user: hides secret addresses, and calls settings by the names that they have for this provider.
 *
 * Messages of the core and of the cloud name an instance's address. Only the plugin knows which ones are secret, so it
 * removes them from everything that leaves the process: one resource's message may name another's address.
 */
export class Wording {
  private readonly hidden = new Set<string>();

  /** Remembers the addresses that are secret. */
  learn({ values, secretNames }: Received): void {
    const { connectAddress } = values;
    if (typeof connectAddress !== "string" || connectAddress === UNKNOWN_VALUE) return;
    if (secretNames.has("connectAddress") && connectAddress.trim() !== "") this.hidden.add(connectAddress.trim());
  }

  of(text: string): string {
    const named = text.replace(COMMON_NAMESPACE, OWN_NAMESPACE);
    if (this.hidden.size === 0) return named;
    // The longest first: one address may be the beginning of another.
    const addresses = [...this.hidden].sort((a, b) => b.length - a.length).map(escaped);
    return named.replace(new RegExp(addresses.join("|"), "gi"), HIDDEN);
  }

  /** What is wrong with a value, without the value where it is secret. */
  ofReason(reason: string, value: unknown, isSecret: boolean): string {
    return this.of(isSecret ? reason.replaceAll(printableValue(value), HIDDEN) : reason);
  }
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
