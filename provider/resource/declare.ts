import type { DefaultRegion } from "../cloud/settings";
import { type Desired, desiredOf, type Instance, instanceKey } from "../model/ssl-setting";
import { ARGUMENTS, argumentsThat } from "./arguments";
import { check, type CheckOutcome, engineFailure } from "./check";
import type { Declarations } from "./declarations";
import type { InstanceSslConfigInputs, Properties } from "./properties";
import { UNKNOWN_VALUE } from "./pulumi-names";

/** Checks a resource of the running program and records what it declares. The engine may print the failures as they are. */
export function checkDeclared(
  {
    declarations,
    defaultRegion,
  }: { readonly declarations: Declarations; readonly defaultRegion?: DefaultRegion | undefined },
  olds: Properties,
  news: Properties,
  secretNames?: ReadonlySet<string>,
): CheckOutcome {
  const { inputs, failures } = declare(declarations, olds, check(news, defaultRegion, secretNames));
  const printed = failures.map((failure) => {
    const { property } = failure;
    return engineFailure(failure, inputs[property], secretNames?.has(property));
  });
  return { inputs, failures: printed };
}

/**
 * Records what a resource of the running program declares. A contradiction is one more failure.
 *
 * Inputs with failures count as well: their instance must not lose its encryption because another resource, which declared
 * it before, is deleted in the same run.
 */
export function declare(
  declarations: Declarations,
  olds: Properties,
  { inputs, failures }: CheckOutcome,
): CheckOutcome {
  const instance = knownInstance(inputs);
  if (instance === undefined) return { inputs, failures };
  const before = knownInstance(olds);
  // A resource that moves to another instance is checked twice. With `ignoreChanges`, the first check combines the new
  // instance with the old setting, which nobody declares.
  const isCheckedAgain = before !== undefined && instanceKey(before) !== instanceKey(instance);
  const conflict = declarations.declared.declare(instance, isCheckedAgain ? undefined : knownSetting(inputs));
  if (conflict === undefined) return { inputs, failures };
  return { inputs, failures: [...failures, { property: "dbInstanceId", reason: conflict.message.replace(/\.$/, "") }] };
}

/** The instance that properties name, as far as a preview knows it. */
export function knownInstance({ dbInstanceId, region }: Properties): Instance | undefined {
  return isKnownText(dbInstanceId) && isKnownText(region) ? { dbInstanceId, region } : undefined;
}

/** The setting that they declare; `undefined` while a preview cannot know it, or check refuses it. */
function knownSetting(inputs: Properties): Desired | undefined {
  const names = inputs.sslEnabled === false ? (["sslEnabled"] as const) : argumentsThat("changes the setting");
  const isKnown = names.every((name) => inputs[name] !== UNKNOWN_VALUE && typeof inputs[name] === ARGUMENTS[name].type);
  return isKnown ? desiredOf(inputs as unknown as InstanceSslConfigInputs) : undefined;
}

function isKnownText(value: unknown): value is string {
  return typeof value === "string" && value !== UNKNOWN_VALUE;
}
