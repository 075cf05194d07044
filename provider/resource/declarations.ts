import { ConflictingDeclarationsError } from "../errors/package-errors";
import { describeDesired, type Desired, type Instance, instanceKey } from "../model/ssl-setting";
import type { Pace } from "../time/pace";
import { UNKNOWN_VALUE } from "./pulumi-names";
import type { CheckOutcome } from "./check";
import { OtherProviders, type Surroundings } from "./other-providers";
import { QuietMoment } from "./quiet-moment";
import { Turns } from "./turns";

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
 * What the running program declares for each instance, as far as `check` has seen, in this process and in the other providers
 * of the engine.
 *
 * The engine calls `check` for the resources that the running program registers, and for nothing else; `diff` it also
 * calls in a refresh, for resources that the program may have dropped. So only `check` declares.
 */
export class Declarations {
  /** The first setting declared for an instance; `undefined` where a preview cannot know it yet. */
  private readonly declared = new Map<string, Desired | undefined>();
  /** The setting that contradicted the first one. */
  private readonly contradicted = new Map<string, Desired>();
  private readonly abandoned = new Map<string, Instance>();
  private readonly adopted = new Set<string>();
  private readonly others: OtherProviders;
  private readonly turns: Turns;
  private readonly moment: QuietMoment;

  /** @param surroundings - where the process stands; without them it knows of no others */
  constructor(surroundings?: Surroundings) {
    this.others = new OtherProviders(surroundings);
    this.turns = new Turns(this.others);
    this.moment = new QuietMoment(this.others);
  }

  /**
   * Records that the program declares the instance. Returns an error if it declared another setting for it before.
   *
   * Both resources are then refused: the later one by its check, the earlier one before its change is sent.
   */
  declare(instance: Instance, desired: Desired | undefined): ConflictingDeclarationsError | undefined {
    this.moment.declared();
    const key = instanceKey(instance);
    const earlier = this.declared.get(key);
    this.declared.set(key, earlier ?? desired);
    this.tell(instance, desired);
    if (desired === undefined) return undefined;
    if (earlier && describeDesired(earlier) !== describeDesired(desired)) {
      this.contradicted.set(key, desired);
      return new ConflictingDeclarationsError(instance, desired, earlier);
    }
    return this.contradictionElsewhere(instance, desired);
  }

  isDeclared(instance: Instance): boolean {
    const key = this.others.digest(instance);
    return this.declared.has(instanceKey(instance)) || this.others.all().some(({ declared }) => key in declared);
  }

  /**
   * A delete is about to turn SSL off, which it may while nothing declares the instance.
   *
   * With `deleteBeforeReplace` that can happen before the program registers a resource that depends on the replaced one. The
   * state says that this resource is unchanged; `diff` must not agree. The others are told before it is decided: one that
   * declares the instance at the same moment is either seen here, or sees this.
   */
  abandon(instance: Instance): { readonly mayTurnOff: boolean; readonly problem?: string | undefined } {
    const key = instanceKey(instance);
    const isFirst = !this.abandoned.has(key);
    this.abandoned.set(key, instance);
    this.tellAbandoned();
    if (!this.isDeclared(instance)) {
      this.adopted.delete(key);
      return { mayTurnOff: true, problem: this.others.problem };
    }
    if (isFirst) this.abandoned.delete(key);
    this.tellAbandoned();
    return { mayTurnOff: false };
  }

  /** A resource has brought the instance to what it declares. */
  adopt(instance: Instance): void {
    this.adopted.add(instanceKey(instance));
    if (this.abandoned.delete(instanceKey(instance))) this.tellAbandoned();
  }

  /** Whether this run has turned SSL off, or is about to, although nothing declared that. */
  isAbandoned(properties: Properties): boolean {
    const instance = knownInstance(properties);
    if (instance === undefined) return false;
    if (this.abandoned.has(instanceKey(instance))) return true;
    const key = this.others.digest(instance);
    return !this.adopted.has(instanceKey(instance)) && this.others.all().some((other) => other.abandoned.includes(key));
  }

  refreshing<T>(read: () => Promise<T>): Promise<T> {
    return this.moment.refreshing(read);
  }

  quiet(pace: Pace): Promise<void> {
    return this.moment.wait(pace);
  }

  /** Throws {@link ConflictingDeclarationsError} when the program contradicts itself about the instance. */
  assertUndisputed(instance: Instance): void {
    const [earlier, later] = [this.declared, this.contradicted].map((settings) => settings.get(instanceKey(instance)));
    if (earlier && later) throw new ConflictingDeclarationsError(instance, earlier, later);
    const contradiction = earlier && this.contradictionElsewhere(instance, earlier);
    if (contradiction) throw contradiction;
  }

  inTurn<T>(instance: Instance, change: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    return this.turns.inTurn(instance, change, signal);
  }

  private contradictionElsewhere(instance: Instance, own: Desired): ConflictingDeclarationsError | undefined {
    const key = this.others.digest(instance);
    const settings = this.others.all().flatMap(({ declared }) => declared[key] ?? []);
    const other = settings.find((setting) => setting !== this.others.digest(instance, own));
    if (other === undefined) return undefined;
    // Only whether it is on is known of the other one, because its address may be secret.
    const isOff = other === this.others.digest(instance, { sslEnabled: false });
    return new ConflictingDeclarationsError(instance, own, isOff ? { sslEnabled: false } : "on for another address");
  }

  private tell(instance: Instance, desired: Desired | undefined): void {
    const { declared } = this.others.own;
    const key = this.others.digest(instance);
    const settings = new Set([...(declared[key] ?? []), ...(desired ? [this.others.digest(instance, desired)] : [])]);
    this.others.tell({ declaredAtMs: Date.now(), declared: { ...declared, [key]: [...settings] } });
  }

  private tellAbandoned(): void {
    this.others.tell({ abandoned: [...this.abandoned.values()].map((instance) => this.others.digest(instance)) });
  }
}
