import type { Struct as StructMessage } from "google-protobuf/google/protobuf/struct_pb";
import { HIDDEN } from "../resource/check";
import { UNKNOWN_VALUE } from "../resource/pulumi-names";
import { Struct } from "./sdk-modules";

/** How the engine marks a secret on the wire, here as in the SDK's `runtime/rpc`: an object with these two properties. */
const SIGNATURE_KEY = "4dabf18193072939515e22adb298388d";
const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";

/** Properties of a request: their plain values, and the names of those that are secret. */
export interface Received {
  readonly values: Readonly<Record<string, unknown>>;
  readonly secretNames: ReadonlySet<string>;
}

/** Removes the marks, and remembers where they were. A property with a secret anywhere inside is secret. */
export function received(struct: StructMessage | undefined): Received {
  const secretNames = new Set<string>();
  const plain = (value: unknown, name: string): unknown => {
    if (Array.isArray(value)) return value.map((item) => plain(item, name));
    if (typeof value !== "object" || value === null) return value;
    if (!isSecret(value))
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item, name)]));
    secretNames.add(name);
    return plain(value.value, name);
  };
  const marked = Object.entries(struct?.toJavaScript() ?? {});
  const values = Object.fromEntries(marked.map(([name, value]) => [name, plain(value, name)]));
  return { values, secretNames };
}

/** Restores the marks: a property that came in as a secret must not leave as plain text. */
export function sent(values: object, secretNames: ReadonlySet<string> = new Set()): StructMessage {
  const marked = Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]: [string, unknown]) => [name, secretNames.has(name) ? secret(value) : value]);
  return Struct.fromJavaScript(Object.fromEntries(marked) as Parameters<typeof Struct.fromJavaScript>[0]);
}

function secret(value: unknown): object {
  return { [SIGNATURE_KEY]: SECRET_SIGNATURE, value };
}

function isSecret(value: object): value is { readonly value: unknown } {
  return (value as Record<string, unknown>)[SIGNATURE_KEY] === SECRET_SIGNATURE;
}

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
  // Truly private: printing a plugin must not show it.
  readonly #hidden = new Set<string>();

  /** Remembers the addresses that are secret. */
  learn({ values, secretNames }: Received): void {
    const { connectAddress } = values;
    if (typeof connectAddress !== "string" || connectAddress === UNKNOWN_VALUE) return;
    if (secretNames.has("connectAddress") && connectAddress.trim() !== "") this.#hidden.add(connectAddress.trim());
  }

  of(text: string): string {
    const named = text.replace(COMMON_NAMESPACE, OWN_NAMESPACE);
    if (this.#hidden.size === 0) return named;
    // The longest first: one address may be the beginning of another.
    const addresses = [...this.#hidden].sort((a, b) => b.length - a.length).map(escaped);
    return named.replace(new RegExp(addresses.join("|"), "gi"), HIDDEN);
  }
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
