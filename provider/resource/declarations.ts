import { setTimeout as sleep } from "node:timers/promises";
import { ConflictingDeclarationsError } from "../errors/package-errors";
import { describeDesired, type Desired, type Instance, instanceKey } from "../model/ssl-setting";
import type { Pace } from "../model/pace";
import { UNKNOWN_VALUE } from "../model/properties";
import type { CheckOutcome } from "./check";

type Properties = Readonly<Record<string, unknown>>;

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
 * What the running program declares for each instance, as far as `check` has seen.
 *
 * The engine calls `check` for the resources that the running program registers, and for nothing else; `diff` it also
 * calls in a refresh, for resources that the program may have dropped. So only `check` declares.
 */
export class Declarations {
  /** The first setting declared for an instance; `undefined` where a preview cannot know it yet. */
  private readonly declared = new Map<string, Desired | undefined>();
  /** The setting that contradicted the first one. */
  private readonly contradicted = new Map<string, Desired>();
  private readonly abandoned = new Set<string>();
  private readonly turns = new Map<string, Promise<unknown>>();
  private readonly refreshes = new Set<Promise<unknown>>();
  private lastRefreshedAtMs = Number.NEGATIVE_INFINITY;
  private lastDeclaredAtMs = Number.NEGATIVE_INFINITY;

  /**
   * Records that the program declares the instance. Returns an error if it declared another setting for it before.
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
   * With `deleteBeforeReplace` that can happen before the program registers a resource that depends on the replaced one. The
   * state says that this resource is unchanged; `diff` must not agree.
   */
  abandon(instance: Instance): void {
    this.abandoned.add(instanceKey(instance));
  }

  /** A resource has brought the instance to what it declares. */
  adopt(instance: Instance): void {
    this.abandoned.delete(instanceKey(instance));
  }

  /** Whether this run has turned SSL off, or is about to, although nothing declared that. */
  isAbandoned(properties: Properties): boolean {
    const instance = knownInstance(properties);
    return instance !== undefined && this.abandoned.has(instanceKey(instance));
  }

  /**
   * Reads a resource. With `up --refresh --run-program` the engine first reads each resource that the program registers, and
   * then checks it: while a read is under way, its resource is still to declare something.
   */
  async refreshing<T>(read: () => Promise<T>): Promise<T> {
    const refresh = read();
    this.refreshes.add(refresh);
    try {
      return await refresh;
    } finally {
      this.refreshes.delete(refresh);
      this.lastRefreshedAtMs = performance.now();
    }
  }

  /**
   * Waits until no resource is being read and the program has registered nothing for a moment. In an `up` without a preview the
   * engine registers resources one by one, so an instance that is deleted or changed now may be declared differently a few
   * milliseconds later.
   */
  async quiet({ secondMs, declarationsQuietSeconds, declarationsMaxSeconds }: Pace): Promise<void> {
    const startMs = performance.now();
    for (;;) {
      while (this.refreshes.size > 0) await Promise.allSettled(this.refreshes);
      const latestMs = Math.max(startMs, this.lastRefreshedAtMs) + declarationsMaxSeconds * secondMs;
      const lastMs = Math.max(this.lastDeclaredAtMs, this.lastRefreshedAtMs);
      const waitMs = Math.min(latestMs, lastMs + declarationsQuietSeconds * secondMs) - performance.now();
      if (waitMs <= 0) return;
      await sleep(waitMs);
    }
  }

  /** Throws {@link ConflictingDeclarationsError} when the program contradicts itself about the instance. */
  assertUndisputed(instance: Instance): void {
    const [earlier, later] = [this.declared, this.contradicted].map((settings) => settings.get(instanceKey(instance)));
    if (earlier && later) throw new ConflictingDeclarationsError(instance, earlier, later);
  }

  /** Runs `change` while no other resource of this process changes the instance. */
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
