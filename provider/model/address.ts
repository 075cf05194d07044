import { isIPv6 } from "node:net";

/**
 * An IP address or a DNS name in the one spelling in which addresses are compared: without blanks around it, in lower case,
 * and for IPv6 in the form of RFC 5952.
 */
export function canonicalAddress(address: string): string {
  const text = address.trim().toLowerCase();
  // A zone (`%eth0`) is no part of an address that a certificate can name; such text is left to `check`.
  return isIPv6(text) && !text.includes("%") ? new URL(`http://[${text}]`).hostname.slice(1, -1) : text;
}
