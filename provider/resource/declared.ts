import { ConflictingDeclarationsError } from "../errors/package-errors";
import { type Desired, type Instance, instanceKey, settingKey } from "../model/ssl-setting";
import type { OtherProviders } from "./other-providers";
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
