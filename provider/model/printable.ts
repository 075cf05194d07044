/**
 * Text from outside as it may be shown in a terminal or kept in a state: control and formatting characters are written
 * as `\u{…}`, and what is longer than `maxLength` characters is cut.
 */
export function printable(text: string, maxLength = 500): string {
  const characters = Array.from(text.slice(0, maxLength * 2));
  const shown = characters.slice(0, maxLength).map(visible).join("");
  return characters.length > maxLength || text.length > maxLength * 2 ? `${shown}…` : shown;
}

// Control (Cc), formatting such as bidirectional overrides (Cf), lone surrogates (Cs), line and paragraph separators.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

function visible(character: string): string {
  if (character === "\n" || character === "\t") return " ";
  return INVISIBLE.test(character) ? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}` : character;
}

/** A short description of any value, for messages that say what was found instead of what was expected. */
export function printableValue(value: unknown): string {
  if (typeof value === "string") return `"${printable(value, 80)}"`;
  if (value === null || typeof value === "number" || typeof value === "boolean") return String(value);
  if (value === undefined) return "nothing";
  return Array.isArray(value) ? "a list" : `a value of type ${typeof value}`;
}
