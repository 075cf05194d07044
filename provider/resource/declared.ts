import type { DefaultRegion } from "../cloud/settings";
import { ConflictingDeclarationsError } from "../errors/package-errors";
import { type Desired, desiredOf, type Instance, instanceKey, settingKey } from "../model/ssl-setting";
import { ARGUMENTS, argumentsThat } from "./arguments";
import { check, type CheckOutcome, engineFailure } from "./check";
import type { OtherProviders } from "./other-providers";
import type { InstanceSslConfigInputs, Properties } from "./properties";
import { UNKNOWN_VALUE } from "./pulumi-names";
import type { QuietMoment } from "./quiet-moment";

const OFF: Desired = { sslEnabled: false };

/** What the program declares for one instance. */
interface Declaration {
  /** The first setting; `undefined` where a preview cannot know it yet. */
  readonly first: Desired | undefined;
  /** The setting that contradicted the first one. */
  readonly contradiction?: Desired | undefined;
}

/**
 * What the running program declares for each instance, as far as `check` has seen, in this process and in the other providers
 * of the engine.
 *
 * The engine calls `check` for the resources that the running program registers, and for nothing else; `diff` it also
 * calls in a refresh, for resources that the program may have dropped. So only `check` declares.
 */
export class Declared {
  private readonly declarations = new Map<string, Declaration>();

  constructor(
    private readonly others: OtherProviders,
    private readonly moment: QuietMoment,
  ) {}

  /**
   * Records that the program declares the instance. Returns an error if it declared another setting for it before.
   *
   * Both resources are then refused: the later one by its check, the earlier one before its change is sent.
   */
  declare(instance: Instance, desired: Desired | undefined): ConflictingDeclarationsError | undefined {
    const key = instanceKey(instance);
    const { first = desired, contradiction: known } = this.declarations.get(key) ?? {};
    const contradicts = first && desired && settingKey(first) !== settingKey(desired);
    this.declarations.set(key, { first, contradiction: contradicts ? desired : known });
    const { others } = this;
    this.moment.declared([others.digest(instance), desired ? others.digest(instance, desired) : null]);
    if (desired === undefined) return undefined;
    if (contradicts) return new ConflictingDeclarationsError(instance, desired, first);
    return this.contradictionElsewhere(instance, desired);
  }

  has(instance: Instance): boolean {
    const key = this.others.digest(instance);
    return this.declarations.has(instanceKey(instance)) || this.others.all().some(({ declared }) => declared.has(key));
  }

  /** Throws {@link ConflictingDeclarationsError} when the program contradicts itself about the instance. */
  assertUndisputed(instance: Instance): void {
    const { first, contradiction } = this.declarations.get(instanceKey(instance)) ?? {};
    if (first && contradiction) throw new ConflictingDeclarationsError(instance, first, contradiction);
    const elsewhere = first && this.contradictionElsewhere(instance, first);
    if (elsewhere) throw elsewhere;
  }

  private contradictionElsewhere(instance: Instance, own: Desired): ConflictingDeclarationsError | undefined {
    const { others } = this;
    const key = others.digest(instance);
    const settings = others.all().flatMap(({ declared }) => [...(declared.get(key) ?? [])]);
    const other = settings.find((setting) => setting !== others.digest(instance, own));
    if (other === undefined) return undefined;
    // Only whether it is on is known of the other one, because its address may be secret.
    const isOff = other === others.digest(instance, OFF);
    return new ConflictingDeclarationsError(instance, own, isOff ? OFF : "on for another address");
  }
}

/** Checks a resource of the running program and records what it declares. The engine may print the failures as they are. */
export function checkDeclared(
  declared: Declared,
  defaultRegion: DefaultRegion | undefined,
  olds: Properties,
  news: Properties,
  secretNames?: ReadonlySet<string>,
): CheckOutcome {
  const { inputs, failures } = declare(declared, olds, check(news, defaultRegion, secretNames));
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
export function declare(declared: Declared, olds: Properties, { inputs, failures }: CheckOutcome): CheckOutcome {
  const instance = knownInstance(inputs);
  if (instance === undefined) return { inputs, failures };
  const before = knownInstance(olds);
  // A resource that moves to another instance is checked twice. With `ignoreChanges`, the first check combines the new
  // instance with the old setting, which nobody declares.
  const isCheckedAgain = before !== undefined && instanceKey(before) !== instanceKey(instance);
  const conflict = declared.declare(instance, isCheckedAgain ? undefined : knownSetting(inputs));
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
