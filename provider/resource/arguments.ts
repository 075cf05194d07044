import { canonicalAddress } from "../model/ssl-setting";
import type {
  InstanceSslConfigArgs,
  InstanceSslConfigInputs,
  InstanceSslConfigOutputs,
  Properties,
} from "./properties";
import { addressRule, booleanAdvice, instanceIdRule, REGION_MISSING, regionRule, type Rule } from "./rules";

/** What a change of an argument does: another resource, a call of the cloud, or an update that makes no call. */
type Change = "replaces" | "changes the setting" | "writes the state";

/** All that the provider knows of one argument. */
export interface Argument {
  /** As in the schema of the plugin. */
  readonly type: "string" | "boolean" | "integer";
  readonly change: Change;
  /** What its value has to be. */
  readonly rule: Rule;
  /** What users may have to know about a value that is refused. */
  readonly advice?: (value: unknown) => string;
  /** What is wrong where it is left out, beside these arguments; absent for one that may be. */
  readonly missing?: (inputs: Properties) => string | undefined;
  readonly default?: string | number;
  /** The one spelling of a text, so that another one is no change. */
  readonly spelling?: (text: string) => string;
}

export const MAX_TASK_TIMEOUT_SECONDS = 86_400;

const isRequired = (): string => "is required";

/** The arguments of the resource, in the order of the documentation. */
export const ARGUMENTS = {
  dbInstanceId: { type: "string", change: "replaces", rule: instanceIdRule, missing: isRequired },
  sslEnabled: {
    type: "boolean",
    change: "changes the setting",
    rule: (value) => (typeof value === "boolean" ? undefined : "must be true or false"),
    advice: booleanAdvice,
    missing: isRequired,
  },
  connectAddress: {
    type: "string",
    change: "changes the setting",
    rule: addressRule,
    missing: ({ sslEnabled }) =>
      sslEnabled === true
        ? "is required while sslEnabled is true: the address that the server certificate should name"
        : undefined,
    spelling: canonicalAddress,
  },
  region: { type: "string", change: "replaces", rule: regionRule, missing: () => REGION_MISSING },
  onDelete: {
    type: "string",
    change: "writes the state",
    rule: (value) => (value === "disable" || value === "retain" ? undefined : 'must be "disable" or "retain"'),
    default: "disable",
  },
  taskTimeoutSeconds: {
    type: "integer",
    change: "writes the state",
    rule: (value) =>
      Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MAX_TASK_TIMEOUT_SECONDS
        ? undefined
        : `must be a whole number of seconds from 1 to ${MAX_TASK_TIMEOUT_SECONDS}`,
    default: 1200,
  },
} as const satisfies Record<keyof InstanceSslConfigArgs, Argument>;

/** When the cloud gives each output that is no argument. */
export const COMPUTED = {
  caUrl: "while SSL is on",
  caCertificate: "while SSL is on",
  taskId: "after a change",
  requestId: "after a change",
} as const satisfies Record<Exclude<keyof InstanceSslConfigOutputs, keyof InstanceSslConfigArgs>, string>;

export type ArgumentName = keyof typeof ARGUMENTS;

export const ARGUMENT_NAMES = Object.keys(ARGUMENTS) as readonly ArgumentName[];
const OUTPUT_NAMES: readonly string[] = [...ARGUMENT_NAMES, ...Object.keys(COMPUTED)];

/** The arguments whose change does this. */
export function argumentsThat(change: Change): readonly ArgumentName[] {
  return ARGUMENT_NAMES.filter((name) => ARGUMENTS[name].change === change);
}

/** Every output without a value, so that the SDK makes an Output for each, also for arguments that the program leaves out. */
export const NO_OUTPUTS = Object.fromEntries(OUTPUT_NAMES.map((name) => [name, undefined]));

export const DEFAULTS: Properties = Object.fromEntries(
  Object.entries(ARGUMENTS).flatMap(([name, row]) => ("default" in row ? [[name, row.default]] : [])),
);

/**
 * The arguments among a resource's properties, and the defaults of those that a state of an earlier version lacks. `check` has
 * passed them, which the engine's types do not say.
 */
export function inputsOf(properties: Properties | Partial<InstanceSslConfigOutputs>): InstanceSslConfigInputs {
  const given: Properties = { ...DEFAULTS, ...properties };
  const names = ARGUMENT_NAMES.filter((name) => given[name] !== undefined);
  return Object.fromEntries(names.map((name) => [name, given[name]])) as unknown as InstanceSslConfigInputs;
}

/** The outputs among a resource's properties. */
export function outputsOf(
  properties: Properties | Partial<InstanceSslConfigOutputs>,
): Partial<InstanceSslConfigOutputs> {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => OUTPUT_NAMES.includes(name)));
}
