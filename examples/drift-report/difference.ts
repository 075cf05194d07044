/** The arguments of a resource, as the engine shows them. */
export type Inputs = Readonly<Record<string, unknown>>;

/** The engine's mark of a secret, whose value it shows to nobody. */
const SECRET_MARK = "4dabf18193072939515e22adb298388d";
const LONGEST_VALUE = 80;

/**
 * What differs, in words such as `sslEnabled is false, not true`.
 *
 * @param reported the names of which the provider says that they differ; of a secret no more is known
 */
export function differenceOf(declared: Inputs, found: Inputs, reported: readonly string[]): string {
  const names = [...new Set([...Object.keys(declared), ...Object.keys(found)])];
  const isSecretNow = (name: string): boolean => isSecret(declared[name]) || isSecret(found[name]);
  const visible = names
    .filter((name) => !isSecretNow(name) && JSON.stringify(declared[name]) !== JSON.stringify(found[name]))
    .map((name) => `${name} is ${shown(found[name])}, not ${shown(declared[name])}`);
  const secret = names.filter((name) => isSecretNow(name) && reported.includes(name));
  const differences = [...visible, ...secret.map((name) => `${name} (secret) is another`)];
  if (differences.length > 0) return differences.join(", ");
  // The dynamic provider names no properties, so it is one of these.
  const candidates = names.filter(isSecretNow);
  return candidates.length > 0 ? `a secret argument is another: ${candidates.join(" or ")}` : "differs in its outputs";
}

function isSecret(value: unknown): boolean {
  return typeof value === "object" && value !== null && SECRET_MARK in value;
}

/** A value in JSON; of a long one, such as a certificate, only the beginning. */
function shown(value: unknown): string {
  if (value === undefined) return "not set";
  const text = JSON.stringify(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}… (${text.length} characters)` : text;
}
