import { printableValue } from "../model/printable";
import { UNKNOWN_VALUE } from "../model/properties";
import type { Received } from "./values";

const HIDDEN = "[secret]";

/** The stack's settings as everything below calls them, and how they are called where this provider reads them. */
export const OWN_NAMESPACE = "tencentcloud-postgres-ssl:";
const COMMON_NAMESPACE = /\btencentcloud:(?=[a-z])/gi;

/**
 * The last step of every text on its way to the user: secret addresses are hidden, and settings called by the names that
 * they have for this provider.
 *
 * What the core writes about an instance names its address, and the cloud may repeat it. Which one is secret is known here
 * only, so it is taken out of whatever leaves, for the whole process: one resource's message may name another's address.
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

  /** What is wrong with one value, without the value where it is secret, whatever it is. */
  ofReason(reason: string, value: unknown, isSecret: boolean): string {
    return this.of(isSecret ? reason.replaceAll(printableValue(value), HIDDEN) : reason);
  }
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
