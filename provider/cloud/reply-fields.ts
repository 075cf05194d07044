import { printable, printableValue } from "../model/printable";

/** A reply that breaks the API's contract. The request may or may not have had its effect. */
export class UnreadableReply extends Error {
  override readonly name = "UnreadableReply";
}

export type Fields = Readonly<Record<string, unknown>>;

export function objectOf(value: unknown, what: string): Fields {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Fields;
  throw unreadable(what, "an object", value);
}

/** A list that the API leaves out, or sends as null, where it is empty. */
export function listOf(fields: Fields, name: string): readonly unknown[] {
  const value = fields[name] ?? [];
  if (!Array.isArray(value)) throw unreadable(name, "a list", value);
  return value;
}

/** Text that is shown and stored, so it is made printable. Empty text counts as absent. */
export function textOf(fields: Fields, name: string, maxLength: number): string | undefined {
  const value = fields[name];
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value !== "string") throw unreadable(name, "text", value);
  return printable(value, maxLength);
}

export function unreadable(what: string, expected: string, found: unknown): UnreadableReply {
  return new UnreadableReply(`${what} should be ${expected}, but is ${printableValue(found)}`);
}
