import type { DefaultRegion } from "../cloud/settings";
import { printable, printableValue } from "../model/printable";
import { type Argument, ARGUMENTS, DEFAULTS } from "./arguments";
import { didYouMean } from "./did-you-mean";
import type { Properties } from "./properties";
import { PROVIDER_PROPERTY, UNKNOWN_VALUE } from "./pulumi-names";

/** One bad property. The engine prints the property's name itself, so a reason does not repeat it. */
export interface CheckFailure {
  readonly property: string;
  readonly reason: string;
}

export interface CheckOutcome {
  readonly inputs: Record<string, unknown>;
  readonly failures: CheckFailure[];
}

/** The table, for names that may be no argument's. */
const ROWS: Readonly<Record<string, Argument>> = ARGUMENTS;
const NO_SECRETS: ReadonlySet<string> = new Set();

/** Stands for a secret value in a text. */
export const HIDDEN = "[secret]";

/**
 * Fills in defaults and reports everything that is wrong with a resource's arguments at once. Needs no network.
 *
 * The engine stops at the first resource whose check fails, so a resource has to report all its mistakes together.
 * Values that a preview cannot know yet pass.
 *
 * @param setting - the default region, and the setting that it comes from
 * @param secretNames - the arguments whose values no message may show
 */
export function check(news: Properties, setting?: DefaultRegion, secretNames = NO_SECRETS): CheckOutcome {
  const inputs = withDefaults(news, setting?.region);
  const missing = Object.entries(ROWS).flatMap(([property, row]) => {
    const reason = isAbsent(inputs[property]) ? row.missing?.(inputs) : undefined;
    return reason === undefined ? [] : [{ property, reason }];
  });
  const { [PROVIDER_PROPERTY]: _, ...own } = inputs;
  const from = isAbsent(news.region) && setting ? setting.source : "the argument";
  const others = mistakes(own, ROWS, { of: " of InstanceSslConfig", secretNames }).map(({ property, reason }) => ({
    property,
    reason: property === "region" ? `${reason} (from ${from})` : reason,
  }));
  return { inputs, failures: [...missing, ...others] };
}

/** What is wrong with the arguments that are given: malformed ones in the table's order, then unknown ones. */
export function mistakes(
  given: Properties,
  rows: Readonly<Record<string, Pick<Argument, "rule" | "advice">>>,
  { of = "", secretNames = NO_SECRETS } = {},
): CheckFailure[] {
  const malformed = Object.entries(rows).flatMap(([property, { rule, advice }]) => {
    const value = given[property];
    const must = isAbsent(value) || value === UNKNOWN_VALUE ? undefined : rule(value);
    const shown = secretNames.has(property) ? HIDDEN : printableValue(value);
    return must === undefined ? [] : [{ property, reason: `${must}, but is ${shown}${advice?.(value) ?? ""}` }];
  });
  const names = Object.keys(rows);
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(rows, name) && !isAbsent(given[name]));
  const strangers = unknown.map((name) => ({
    property: printable(name, 80),
    reason: `is not an argument${of}${didYouMean(name, names)}; the arguments are ${names.join(", ")}`,
  }));
  return [...malformed, ...strangers];
}

/** The failures as the end of a sentence of an error. */
export function inWords(failures: readonly CheckFailure[]): string {
  return failures.map(({ property, reason }) => `${property} ${reason}`).join("; ");
}

function withDefaults(news: Properties, region: string | undefined): Record<string, unknown> {
  // fromEntries makes every name a property of its own, `__proto__` too, so that nothing is inherited from an argument.
  const given = Object.fromEntries(
    Object.entries(news)
      .filter(([, value]) => !isAbsent(value))
      .map(([name, value]) => [name, spelled(name, value)]),
  );
  return { ...(region === undefined ? {} : { region }), ...DEFAULTS, ...given };
}

function spelled(name: string, value: unknown): unknown {
  const spelling = Object.hasOwn(ROWS, name) ? ROWS[name]?.spelling : undefined;
  return spelling === undefined || typeof value !== "string" || value === UNKNOWN_VALUE ? value : spelling(value);
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

const MAX_SHOWN_LENGTH = 200;

/**
 * A bad property in the form in which the engine may print it.
 *
 * The engine prints the raw value of a property that it gets by name. Where that value is secret, is long or could control a
 * terminal, the name moves into the reason, which shows the value in printable characters; and where there is none, which it
 * prints as `{<nil>}`.
 */
export function engineFailure(failure: CheckFailure, value: unknown, isSecret = false): CheckFailure {
  const { property, reason } = failure;
  const isMissing = isAbsent(value) && Object.hasOwn(ROWS, property);
  const mayBePrinted = isShowable(value) && !isMissing && !isSecret;
  return mayBePrinted ? failure : { property: "", reason: `${property} ${reason}` };
}

function isShowable(value: unknown): boolean {
  if (typeof value === "string") return printable(value, MAX_SHOWN_LENGTH) === value;
  return typeof value !== "object" || value === null;
}
