import { isIP } from "node:net";
import { canonicalAddress } from "../model/ssl-setting";
import { printable, printableValue } from "../model/printable";
import {
  DEFAULT_ON_DELETE,
  DEFAULT_TASK_TIMEOUT_SECONDS,
  MAX_TASK_TIMEOUT_SECONDS,
  PROVIDER_PROPERTY,
  UNKNOWN_VALUE,
} from "../model/properties";
import { didYouMean } from "./did-you-mean";
import { REGION_MISSING, regionMistake } from "./region";

/** One bad property. The engine prints the property's name itself, so a reason does not repeat it. */
export interface CheckFailure {
  readonly property: string;
  readonly reason: string;
}

export interface CheckOutcome {
  readonly inputs: Record<string, unknown>;
  readonly failures: CheckFailure[];
}

type Properties = Readonly<Record<string, unknown>>;

/** What is wrong with a value, or `undefined`. Called only for values that are present and known. */
type Rule = (value: unknown, news: Properties) => string | undefined;

const INSTANCE_ID = /^(postgres|pgro)-[a-z0-9]{8}$/;
/** The last label starts with a letter: four numbers with dots are an IP address or a mistake, never a name. */
const DNS_NAME = /^(?=.{1,253}$)([a-z0-9_]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/i;

const RULES: Readonly<Record<string, Rule>> = {
  dbInstanceId: (value) =>
    typeof value === "string" && INSTANCE_ID.test(value)
      ? undefined
      : `must be an instance id, postgres- or pgro- and 8 lower-case letters or digits, but is ${printableValue(value)}`,
  sslEnabled: (value) =>
    typeof value === "boolean"
      ? undefined
      : `must be true or false, but is ${printableValue(value)}${booleanAdvice(value)}`,
  connectAddress: (value) =>
    typeof value === "string" && isAddress(value)
      ? undefined
      : `must be an IP address or a DNS name of the instance, without ${withoutWhat(value)}, but is ${printableValue(value)}`,
  region: regionMistake,
  onDelete: (value) =>
    value === "disable" || value === "retain"
      ? undefined
      : `must be "disable" or "retain", but is ${printableValue(value)}`,
  taskTimeoutSeconds: (value) =>
    typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= MAX_TASK_TIMEOUT_SECONDS
      ? undefined
      : `must be a whole number of seconds from 1 to ${MAX_TASK_TIMEOUT_SECONDS}, but is ${printableValue(value)}`,
};

/** The names of all arguments. */
export const ARGUMENTS: readonly string[] = Object.keys(RULES);

/**
 * Fills in defaults and reports everything that is wrong with a resource's arguments at once. Needs no network.
 *
 * The engine stops at the first resource whose check fails, so a resource has to report all its mistakes together.
 * Values that a preview cannot know yet pass.
 *
 * @param regionSource - the setting that the default region comes from
 */
export function check(news: Properties, defaultRegion?: string, regionSource?: string): CheckOutcome {
  const inputs = withDefaults(news, defaultRegion);
  const source = isAbsent(news.region) ? regionSource : undefined;
  const failures = [...missing(inputs), ...malformed(inputs, source), ...unknownArguments(inputs)];
  return { inputs, failures };
}

function withDefaults(news: Properties, defaultRegion: string | undefined): Record<string, unknown> {
  // fromEntries makes every name a property of its own, `__proto__` too, so that nothing is inherited from an argument.
  const inputs: Record<string, unknown> = Object.fromEntries(
    Object.entries(news)
      .filter(([, value]) => !isAbsent(value))
      .map(([name, value]) => [name, normalised(name, value)]),
  );
  if (defaultRegion !== undefined) inputs.region ??= defaultRegion;
  inputs.onDelete ??= DEFAULT_ON_DELETE;
  inputs.taskTimeoutSeconds ??= DEFAULT_TASK_TIMEOUT_SECONDS;
  return inputs;
}

function normalised(name: string, value: unknown): unknown {
  if (typeof value !== "string" || value === UNKNOWN_VALUE || name === PROVIDER_PROPERTY) return value;
  // With one spelling, a different one is no change.
  return name === "connectAddress" ? canonicalAddress(value) : value;
}

function missing(inputs: Properties): CheckFailure[] {
  const failures: CheckFailure[] = [];
  for (const property of ["dbInstanceId", "sslEnabled"]) {
    if (isAbsent(inputs[property])) failures.push({ property, reason: "is required" });
  }
  if (inputs.sslEnabled === true && isAbsent(inputs.connectAddress)) {
    failures.push({
      property: "connectAddress",
      reason: "is required while sslEnabled is true: the address that the server certificate should name",
    });
  }
  if (isAbsent(inputs.region)) {
    failures.push({
      property: "region",
      reason: REGION_MISSING,
    });
  }
  return failures;
}

function malformed(inputs: Properties, regionSource = "the argument"): CheckFailure[] {
  return Object.entries(RULES).flatMap(([property, rule]) => {
    const value = inputs[property];
    if (isAbsent(value) || value === UNKNOWN_VALUE) return [];
    const reason = rule(value, inputs);
    if (reason === undefined) return [];
    return [{ property, reason: property === "region" ? `${reason} (from ${regionSource})` : reason }];
  });
}

function unknownArguments(inputs: Properties): CheckFailure[] {
  return Object.keys(inputs)
    .filter((name) => name !== PROVIDER_PROPERTY && !Object.hasOwn(RULES, name))
    .map((name) => ({
      property: printable(name, 80),
      reason: `is not an argument of InstanceSslConfig${didYouMean(name, ARGUMENTS)}; the arguments are ${ARGUMENTS.join(", ")}`,
    }));
}

/** Configuration values are text, and passing one on unconverted is a common mistake. */
function booleanAdvice(value: unknown): string {
  return value === "true" || value === "false"
    ? "; read a boolean from the configuration with config.requireBoolean or config.getBoolean"
    : "";
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

function withoutWhat(value: unknown): string {
  const isDotted = typeof value === "string" && value.endsWith(".") && isAddress(value.slice(0, -1));
  return isDotted ? "the dot at its end" : "a port";
}

function isAddress(value: string): boolean {
  // A zone, as in fe80::1%eth0, holds on one machine only.
  return (isIP(value) !== 0 && !value.includes("%")) || DNS_NAME.test(value);
}

const MAX_SHOWN_LENGTH = 200;

/**
 * A bad property in the form in which the engine may print it.
 *
 * The engine prints the raw value of a property that it gets by name. Where that value is long or could control a terminal,
 * the name moves into the reason, which shows the value in printable characters; and where there is none, which it prints as
 * `{<nil>}`.
 */
export function engineFailure(failure: CheckFailure, value: unknown): CheckFailure {
  const { property, reason } = failure;
  const isMissing = isAbsent(value) && ARGUMENTS.includes(property);
  return isShowable(value) && !isMissing ? failure : { property: "", reason: `${property} ${reason}` };
}

function isShowable(value: unknown): boolean {
  if (typeof value === "string") return printable(value, MAX_SHOWN_LENGTH) === value;
  return typeof value !== "object" || value === null;
}
