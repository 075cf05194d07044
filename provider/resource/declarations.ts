import { setTimeout as sleep } from "node:timers/promises";
import { ConflictingDeclarationsError } from "../errors/conflicting-declarations-error";
import { type Desired, describeDesired } from "../model/desired";
import { type Instance, instanceKey } from "../model/instance";
import type { Pace } from "../model/pace";
import { UNKNOWN_VALUE } from "../model/properties";
import type { CheckOutcome } from "./check";

type Properties = Readonly<Record<string, unknown>>;

/**
 * Takes down what the inputs of a resource declare that the running program registers. A contradiction is one more failure.
 *
 * Inputs that have failures of their own count as well: their instance must not lose its encryption because another
 * resource, which declared it before, is deleted in the same run.
 */
export function declare(
  declarations: Declarations,
  olds: Properties,
  { inputs, failures }: CheckOutcome,
): CheckOutcome {
  const instance = knownInstance(inputs);
  if (instance === undefined) return { inputs, failures };
  const before = knownInstance(olds);
  // A resource that moves to another instance is checked twice. With `ignoreChanges` the engine asks first for the setting of
  // the old instance on the new one, which nobody declares.
  const isCheckedAgain = before !== undefined && instanceKey(before) !== instanceKey(instance);
  const conflict = declarations.declare(instance, isCheckedAgain ? undefined : knownSetting(inputs));
  if (conflict === undefined) return { inputs, failures };
  return { inputs, failures: [...failures, { property: "dbInstanceId", reason: conflict.message.replace(/\.$/, "") }] };
}

function knownInstance({ dbInstanceId, region }: Properties): Instance | undefined {
  return isKnownText(dbInstanceId) && isKnownText(region) ? { dbInstanceId, region } : undefined;
}

function knownSetting({ sslEnabled, connectAddress }: Properties): Desired | undefined {
  if (sslEnabled === false) return { sslEnabled };
  return sslEnabled === true && isKnownText(connectAddress) ? { sslEnabled, connectAddress } : undefined;
}

function isKnownText(value: unknown): value is string {
  return typeof value === "string" && value !== UNKNOWN_VALUE;
}

/**
 * What the running program declares for each instance, as far as `check` has heard.
 *
 * The engine calls `check` for the resources that the running program registers, and for nothing else; `diff` it also
 * calls in a refresh, for resources that the program may have dropped. So only `check` declares.
 */
export class Declarations {
  /** The first setting that was declared for an instance; `undefined` where a preview cannot know it yet. */
  private readonly declared = new Map<string, Desired | undefined>();
  /** The setting that contradicted the first one. */
  private readonly contradicted = new Map<string, Desired>();
  private readonly abandoned = new Set<string>();
  private readonly turns = new Map<string, Promise<unknown>>();
  private lastDeclaredAtMs = Number.NEGATIVE_INFINITY;

  /**
   * The running program declares the instance. Returns the error when it declared another setting for it before.
   *
   * Both resources are then refused: the later one by its check, the earlier one before its change is sent.
   */
  declare(instance: Instance, desired: Desired | undefined): ConflictingDeclarationsError | undefined {
    this.lastDeclaredAtMs = performance.now();
    const key = instanceKey(instance);
    const earlier = this.declared.get(key);
    this.declared.set(key, earlier ?? desired);
    if (!earlier || !desired || describeDesired(earlier) === describeDesired(desired)) return undefined;
    this.contradicted.set(key, desired);
    return new ConflictingDeclarationsError(instance, desired, earlier);
  }

  isDeclared(instance: Instance): boolean {
    return this.declared.has(instanceKey(instance));
  }

  /**
   * A delete is about to turn SSL off, because nothing declares the instance so far.
   *
   * With `deleteBeforeReplace` that can be before a resource is heard of that depends on the replaced one. The engine takes it
   * for unchanged when the state says so; `diff` must not agree.
   */
  abandon(instance: Instance): void {
    this.abandoned.add(instanceKey(instance));
  }

  /** A resource has brought the instance to what it declares. */
  adopt(instance: Instance): void {
    this.abandoned.delete(instanceKey(instance));
  }

  /** Whether this run has turned SSL off, or is about to, without anybody's having declared that. */
  isAbandoned(properties: Properties): boolean {
    const instance = knownInstance(properties);
    return instance !== undefined && this.abandoned.has(instanceKey(instance));
  }

  /**
   * Waits for a moment in which the program registers nothing more. An `up` without a preview hears of a program bit by bit,
   * and what is deleted or changed now may be declared otherwise a few milliseconds later.
   */
  async quiet({ secondMs, declarationsQuietSeconds, declarationsMaxSeconds }: Pace): Promise<void> {
    const latestMs = performance.now() + declarationsMaxSeconds * secondMs;
    const waitMs = (): number =>
      Math.min(latestMs, this.lastDeclaredAtMs + declarationsQuietSeconds * secondMs) - performance.now();
    for (let ms = waitMs(); ms > 0; ms = waitMs()) await sleep(ms);
  }

  /** Throws {@link ConflictingDeclarationsError} when the program contradicts itself about the instance. */
  assertUndisputed(instance: Instance): void {
    const [earlier, later] = [this.declared, this.contradicted].map((settings) => settings.get(instanceKey(instance)));
    if (earlier && later) throw new ConflictingDeclarationsError(instance, earlier, later);
  }

  /** Runs `change` when no other resource of this process changes the instance. */
  async inTurn<T>(instance: Instance, change: () => Promise<T>): Promise<T> {
    const key = instanceKey(instance);
    const turn = (this.turns.get(key) ?? Promise.resolve()).then(change);
    this.turns.set(
      key,
      turn.catch(() => undefined),
    );
    return turn;
  }
}
